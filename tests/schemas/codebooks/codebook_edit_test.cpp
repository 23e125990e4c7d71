// Rewrites one theme in its codebook's own file and leaves everything else there as it was.
#include "schemas/codebooks/codebook_edit.h"
#include "schemas/ground/error.h"
#include "schemas/system/share.h"
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace tangible {
namespace {

const std::string small = R"(# A comment.
codebook: {id: small, version: 0.9.9, language: en-GB, status: draft}
groups:
- id: REL
  label: Relations
  themes:
  - id: REL.TRUST
    label: Trust
    definition: They rely on one another.
    cues: [trusted us]  # what tellers say
    guards: [NHS trust]
    examples: [They trusted us.]
    opposites: [REL.CARE]

  # The next one.
  - {id: REL.CARE, label: Care, definition: D., cues: [were kind], examples: [They were kind.]}
)";

const EditNote note{"2026-11-25", "ana", "It missed: \"relied\""};

ThemeDraft trust() { return draft_of(read_codebook(small, "small"), read_codebook(small, "small").at("REL.TRUST")); }

TEST(CodebookEdit, changes_one_theme_and_leaves_every_other_line) {
    auto draft = trust();
    draft.words.at(0).cues = "trusted us\r\n  relied on them \n\ntrust NEAR/4 each other\n[word, kept, 5]\n";
    const auto e = edited(small, "rel.trust", draft, note);
    ASSERT_TRUE(e.complaints.empty()) << e.complaints.front().what;
    const auto& theme = e.book.at("REL.TRUST");
    ASSERT_EQ(theme.cues.size(), 4u);
    EXPECT_EQ(theme.cues[1].name, "relied on them");
    EXPECT_EQ(theme.cues[2].name, "trust NEAR/4 each other");
    EXPECT_EQ(theme.cues[3].within, 5);
    EXPECT_EQ(theme.guards.at(0).phrase, "NHS trust");
    EXPECT_EQ(theme.opposites, std::vector<std::string>{"REL.CARE"});
    EXPECT_EQ(e.book.version, "0.9.10");
    for (const char* stays : {"# A comment.\n", "\n\n  # The next one.\n  - {id: REL.CARE,"})
        EXPECT_NE(e.yaml.find(stays), std::string::npos) << e.yaml;
    const auto changes = changes_noted_in(e.yaml);
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].note.by, "ana");
    EXPECT_EQ(changes[0].note.why, note.why);
    const auto again = edited(e.yaml, "REL.CARE", draft_of(e.book, e.book.at("REL.CARE")), note);
    EXPECT_TRUE(again.complaints.empty());
    ASSERT_EQ(changes_noted_in(again.yaml).size(), 2u);
    EXPECT_EQ(changes_noted_in(again.yaml)[1].version, "0.9.11");
}

TEST(CodebookEdit, raises_the_version_and_no_other_text_of_its_line) {
    auto book = small;
    const std::string before = "id: small, version: 0.9.9";
    book.replace(book.find(before), before.size(), "id: version-0.9.9, version: 0.9.9");
    const auto e = edited(book, "REL.TRUST", trust(), note);
    EXPECT_NE(e.yaml.find("{id: version-0.9.9, version: 0.9.10,"), std::string::npos) << e.yaml;
}

TEST(CodebookEdit, keeps_the_flag_of_scotland) {
    auto draft = trust();
    const std::string flag =
        "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F and \U000E0067 without one";
    draft.definition = flag;
    const auto e = edited(small, "REL.TRUST", draft, note);
    ASSERT_TRUE(e.complaints.empty()) << e.complaints.front().what;
    EXPECT_EQ(e.book.at("REL.TRUST").definition, flag);
}

TEST(CodebookEdit, notes_a_change_wherever_the_notes_are) {
    const auto at = small.find("codebook:");
    const auto above = small.substr(0, at) + "changes:\n- {version: 0.9.9, by: bo, why: W.}\n" + small.substr(at);
    auto draft = trust();
    draft.definition = "Another.";
    draft.words[0].cues += "[a, b, 99]\n";
    const auto wrong = edited(above, "REL.TRUST", draft, note);
    ASSERT_EQ(wrong.complaints.size(), 1u);
    EXPECT_EQ(wrong.complaints[0].field, "cues-en");
    draft.words[0].cues = "trusted us";
    const auto e = edited(above, "REL.TRUST", draft, note);
    ASSERT_EQ(changes_noted_in(e.yaml).size(), 2u);
    EXPECT_EQ(changes_noted_in(e.yaml)[1].note.by, "ana");
    EXPECT_EQ(e.book.at("REL.TRUST").definition, "Another.");
}

TEST(CodebookEdit, adds_a_theme_at_the_end_of_its_group) {
    auto draft = trust();
    draft.group = "REL", draft.id = "REL.NEW", draft.label = "New";
    const auto e = edited(small, "", draft, note);
    ASSERT_TRUE(e.complaints.empty()) << e.complaints.front().what;
    ASSERT_EQ(e.book.themes.size(), 3u);
    EXPECT_EQ(e.book.themes[2].id, "REL.NEW");
}

TEST(CodebookEdit, says_at_each_field_what_is_wrong_with_it) {
    struct Case {
        const char* what;
        void (*change)(ThemeDraft&);
        std::vector<std::string> fields;
    };
    const Case cases[] = {
        {"no name", [](ThemeDraft& d) { d.label = " "; }, {"label"}},
        {"nothing",
         [](ThemeDraft& d) { d = empty_draft(read_codebook(small, "s")); },
         {"label", "definition", "examples", "cues-en"}},
        {"a cue twice", [](ThemeDraft& d) { d.words[0].cues = "trusted us\nTrusted us"; }, {"cues-en"}},
        {"for and against", [](ThemeDraft& d) { d.words[0].against = "trusted us"; }, {"against-en"}},
        {"too far apart",
         [](ThemeDraft& d) { d.words[0].cues = "[a, b, 99]\n[c, d, 4]\n[e, f"; },
         {"cues-en", "cues-en"}},
        {"the only pair", [](ThemeDraft& d) { d.words[0].cues = "trusted us\na NEAR/0 b"; }, {"cues-en"}},
    };
    for (const auto& c : cases) {
        auto draft = trust();
        c.change(draft);
        const auto e = edited(small, "REL.TRUST", draft, note);
        std::vector<std::string> fields;
        for (const auto& x : e.complaints) fields.push_back(x.field);
        EXPECT_EQ(fields, c.fields) << c.what;
        EXPECT_TRUE(e.yaml.empty()) << c.what;
        EXPECT_NE(e.book.find("REL.TRUST"), nullptr) << c.what;
    }
}

TEST(CodebookEdit, refuses_an_id_that_is_invalid_or_taken) {
    for (const auto& [id, group] : std::vector<std::pair<std::string, std::string>>{
             {"", "REL"}, {"REL.TRUST", "REL"}, {"trust", "REL"}, {"REL.X", "NONE"}}) {
        auto draft = trust();
        draft.id = id, draft.group = group;
        const auto e = edited(small, "", draft, note);
        ASSERT_EQ(e.complaints.size(), 1u) << id;
        EXPECT_EQ(e.complaints[0].field, group == "NONE" ? "group" : "id");
    }
    EXPECT_THROW(edited(small, "REL.NONE", trust(), note), Error);
}

// What people type must never become YAML of another meaning.
TEST(CodebookEdit, keeps_any_words_as_they_were_typed) {
    for (const std::string text : {"a: b", "# no comment", "- dash", "null", "it's", "\"quoted\"", "{curly}", "*star",
                                   "tab\there", "یہ اردو ہے", "50 %", "yes", "1.5", "end-"}) {
        auto draft = trust();
        draft.definition = draft.include = text;
        draft.words[0].guards = text;
        const auto e = edited(small, "REL.TRUST", draft, note);
        ASSERT_TRUE(e.complaints.empty()) << text << e.complaints.front().what;
        const auto kept = text == "tab\there" ? "tab here" : text;
        EXPECT_EQ(e.book.at("REL.TRUST").definition, kept);
        EXPECT_EQ(e.book.at("REL.TRUST").guards.at(0).phrase, kept);
    }
}

TEST(CodebookEdit, themes_of_the_partnership_codebook_stay_the_same_when_rewritten) {
    std::ostringstream all;
    all << std::ifstream(shared_file("schemas/codebooks/partnership-stories.yaml")).rdbuf();
    const auto book = read_codebook(all.str(), "b");
    for (std::size_t i = 0; i < book.themes.size(); i += 13) {
        const auto e = edited(all.str(), book.themes[i].id, draft_of(book, book.themes[i]), note);
        ASSERT_TRUE(e.complaints.empty()) << e.complaints.front().what;
        const auto &before = book.themes[i], &after = e.book.at(before.id);
        EXPECT_EQ(before.definition, after.definition);
        EXPECT_EQ(before.sources, after.sources);
        EXPECT_TRUE(before.guards == after.guards);
        ASSERT_EQ(before.cues.size(), after.cues.size());
        for (const auto& c : before.cues)
            EXPECT_NE(std::find(after.cues.begin(), after.cues.end(), c), after.cues.end());
    }
}

}  // namespace
}  // namespace tangible

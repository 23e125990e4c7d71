#include "schemas/forms/form.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/system/share.h"
#include <gtest/gtest.h>
#include <map>

namespace tangible {
namespace {

const std::string small = R"(id: form/1
title: Tell your story
introduction: Please do.
before_you_start:
- Take your time.
prompts:
- How did it begin?
uses:
- use: team
  question: May the team read it?
  consequence: They read it.
- use: quote
  question: May your words be quoted?
  consequence: Others read them.
roles:
- {id: volunteer, label: I helped}
partner_types:
- {id: council, label: Council}
limits: {max_story_bytes: 100, max_upload_bytes: 200, max_files: 3}
)";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string complaint_of(const std::string& yaml) {
    try {
        read_form(yaml, "f.yaml");
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::bad_schema);
        return e.what();
    }
    return "";
}

// Who changes the words of a use gives the form a new id, and adds a row here: tellers said yes to the words of their
// id.
TEST(Form, has_a_new_id_when_its_words_change) {
    const std::map<std::string, std::string> words_of = {
        {"story-form/3", "92a834f50291d41160390f4efa25e175493e8ece61cc30b64280259d4130da5c"},
        {"story-form/4", "9b9b62c39662e46480ef2fa7fffb905f0bd1b6e5201a77b2e01bac6a841f5c38"},
    };
    const auto wording = read_form(shared_file("schemas/forms/story-form.yaml")).wording();
    ASSERT_TRUE(words_of.contains(wording.id)) << "add " << wording.id << " with " << sha256_hex(wording.text);
    EXPECT_EQ(sha256_hex(wording.text), words_of.at(wording.id)) << "these words need a new id";
}

TEST(Form, is_read_with_all_its_fields) {
    auto f = read_form(small, "f.yaml");
    EXPECT_EQ(f.id, "form/1");
    EXPECT_EQ(f.introduction, "Please do.");
    EXPECT_EQ(f.before_you_start, std::vector<std::string>{"Take your time."});
    EXPECT_EQ(f.prompts, std::vector<std::string>{"How did it begin?"});
    ASSERT_EQ(f.uses.size(), 2u);
    EXPECT_EQ(f.uses[1].use, Use::quote);
    EXPECT_EQ(f.uses[1].consequence, "Others read them.");
    EXPECT_EQ(f.roles, (std::vector<Choice>{{"volunteer", "I helped"}}));
    EXPECT_TRUE(f.questions.empty());
    EXPECT_EQ(f.max_story_bytes, 100u);
    EXPECT_EQ(f.max_upload_bytes, 200u);
    EXPECT_EQ(f.max_files, 3u);
    EXPECT_EQ(f.role_label("volunteer"), "I helped");
    EXPECT_EQ(f.partner_label("council"), "Council");
    std::string unknown = "guild";
    EXPECT_EQ(f.partner_label(unknown), "guild");
}

TEST(Form, complains_with_line_and_nearest_word) {
    struct {
        const char *from, *to, *complaint;
    } rows[] = {
        {"prompts:", "promts:", "f.yaml:6: unknown word 'promts' (did you mean 'prompts'?)"},
        {"title: Tell your story\n", "", "f.yaml:1: 'title' is missing here"},
        {"title: Tell your story", "title:", "f.yaml:2: 'title' must not be empty"},
        {"use: quote", "use: quota", "f.yaml:12: there is no use 'quota' (did you mean 'quote'?)"},
        {"use: quote", "use: team", "f.yaml:12: 'team' is asked twice"},
        {"use: quote", "use: own", "f.yaml:12: there is no use 'own'"},
        {"consequence: They read it.", "consequense: They read it.",
         "f.yaml:11: unknown word 'consequense' (did you mean 'consequence'?)"},
        {"  consequence: They read it.\n", "", "f.yaml:9: 'consequence' is missing here"},
        {"id: volunteer", "id: Volunteer", "f.yaml:16: 'Volunteer' is not a"},
        {"id: volunteer", "id: ''", "f.yaml:16: '' is not a"},
        {"- {id: council, label: Council}", "- {id: council, label: Council}\n- {id: council, label: C}",
         "f.yaml:19: 'council' is listed twice"},
        {"- {id: council, label: Council}", "[]", "f.yaml:17: this list is empty: give at least one choice"},
        {"max_files: 3", "max_files: 0", "f.yaml:19: a limit must be at least 1"},
        {"max_files: 3", "max_files: three", "f.yaml:19: a whole number is expected here"},
        {"max_files: 3", "max_file: 3", "f.yaml:19: unknown word 'max_file' (did you mean 'max_files'?)"},
        {", max_files: 3", "", "f.yaml:19: 'max_files' is missing here"},
        {"- Take your time.", "  Take your time.", "f.yaml:4: a list is expected here, not a text"},
    };
    for (auto r : rows) {
        auto said = complaint_of(replaced(small, r.from, r.to));
        EXPECT_EQ(said.substr(0, std::string_view(r.complaint).size()), r.complaint) << "the whole message: " << said;
    }
}

// ---- the form that comes with the program ----

Form ours() { return read_form(std::filesystem::path(TANGIBLE_SOURCE "/schemas/forms/story-form.yaml")); }

TEST(StoryForm, asks_for_each_use_and_explains_its_consequence) {
    auto f = ours();
    EXPECT_EQ(f.id, "story-form/4");
    std::vector<Use> asked;
    for (const auto& u : f.uses) asked.push_back(u.use);
    EXPECT_EQ(asked, (std::vector<Use>{Use::team, Use::count, Use::research, Use::publish, Use::quote}));
    for (const auto& u : f.uses) {
        EXPECT_EQ(u.question.back(), '?');
        const auto sentences = std::count(u.consequence.begin(), u.consequence.end(), '.');
        EXPECT_TRUE(sentences == 1 || sentences == 2) << u.consequence;
    }
}

// Flesch-Kincaid by counting vowel groups: rough, but enough to notice when the wording grows long.
double school_grade(const std::string& text) {
    double words = 1, sentences = 0, syllables = 0;
    bool in_vowel = false;
    for (char c : text) {
        bool vowel = std::string_view("aeiouyAEIOUY").find(c) != std::string_view::npos;
        words += c == ' ';
        sentences += c == '.' || c == '?' || c == '!';
        syllables += vowel && !in_vowel;
        in_vowel = vowel;
    }
    return 0.39 * words / std::max(sentences, 1.0) + 11.8 * syllables / words - 15.59;
}

TEST(StoryForm, can_be_read_at_age_ten) {
    EXPECT_GT(school_grade(
                  "Participation in dissemination activities necessitates documented authorisation from contributors."),
              12);
    auto f = ours();
    std::string all = f.introduction;
    for (const auto& s : f.before_you_start) all += " " + s;
    for (const auto& s : f.prompts) all += " " + s;
    for (const auto& u : f.uses) all += " " + u.question + " " + u.consequence;
    for (const auto& q : f.questions) {
        all += " " + q.question + " " + q.hint;
        for (const auto& o : q.options) all += " " + o.label + ".";
    }
    EXPECT_LT(school_grade(all), 5.5) << "grade 5 is age ten";
}

TEST(StoryForm, knows_every_role_and_partner_type) {
    auto f = ours();
    std::vector<std::string> roles, types;
    for (const auto& c : f.roles) roles.push_back(c.id);
    for (const auto& c : f.partner_types) types.push_back(c.id);
    EXPECT_EQ(roles, (std::vector<std::string>{"community-member", "volunteer", "practitioner", "public-servant",
                                               "researcher", "student", "funder", "other"}));
    EXPECT_EQ(types, (std::vector<std::string>{"residents", "community-group", "charity", "council", "health-service",
                                               "university", "school", "housing", "arts", "funder", "business"}));
    EXPECT_EQ(f.max_story_bytes, 200000u);
    EXPECT_EQ(f.max_upload_bytes, 20u << 20);
    EXPECT_EQ(f.max_files, 5u);
}

}  // namespace
}  // namespace tangible

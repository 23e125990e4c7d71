// What the commands for work on the codebook print.
#include "index/building/catch_up.h"
#include "schemas/ground/error.h"
#include "serve/commands/commands.h"
#include "tests/index/stories.h"
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

const std::string head = "codebook: {id: small, version: 1.0.0, language: en-GB, status: draft}\ngroups:\n- id: REL\n  "
                         "label: R\n  themes:\n";
const std::string trust =
    "  - {id: REL.TRUST, label: Trust, definition: D., cues: [trusted us, rely on us], examples: [They trusted us.]}\n";
const std::string care =
    "  - {id: REL.CARE, label: Care, definition: D., cues: [were kind], examples: [They were kind.]}\n";

class CommandsThemes : public testing::Test {
protected:
    void SetUp() override {
        write("book.yaml", head + trust + care);
        write("tangible.yaml", "codebook: book.yaml\n");
    }

    std::string write(const std::string& name, const std::string& text) {
        const auto path = folder.path() / name;
        std::ofstream(path) << text;
        return path;
    }

    void open_collection() {
        Store store(folder.path(), Store::Access::write);
        for (const char* text : {"They trusted us.", "They trusted us, and they were kind.", "They were kind."})
            ids.push_back(add(store, text, Use::team).id);
        ids.push_back(add(store, "They trusted us, and only we may know.", Use::own).id);
        decide(store, ids[0], "REL.TRUST", "ana", Verdict::accepted, 1'600'000'000'000);
        index::catch_up(store, index::Cues(read_codebook(folder.path() / "book.yaml")), folder.path());
    }

    void add_many(int stories) {
        Store store(folder.path(), Store::Access::write);
        for (int i = 0; i < stories; ++i) add(store, "Number " + std::to_string(i) + ".", Use::team);
    }

    static Story add(Store& store, const std::string& text, Use use) {
        Story s;
        s.text = text, s.submission = text, s.language = "en", s.consent = {"story-form/1", Uses{use}, 1};
        return tests::put(store, s);
    }

    void decide(Store& store, const StoryId& story, const std::string& theme, const char* coder, Verdict verdict,
                std::int64_t at) {
        store.note(
            {story, theme, {0, 16}, "They trusted us.", verdict, Polarity::unstated, coder, "small 0.9.0 #abc", at});
    }

    /// Runs a command, expects this exit code and returns what it wrote to stdout.
    std::string said(std::vector<std::string> words, int code = 0) {
        words.insert(words.begin(), {"--data", folder.path()});
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        EXPECT_EQ(run(words), code) << words.back();
        testing::internal::GetCapturedStderr();
        return testing::internal::GetCapturedStdout();
    }

    tests::Folder folder;
    std::vector<StoryId> ids;
};

TEST_F(CommandsThemes, check_tells_errors_and_warnings_apart) {
    EXPECT_EQ(said({"themes", "check"}), "");
    const auto warned =
        write("warned.yaml",
              head + trust +
                  "  - {id: REL.FAITH, label: Faith, definition: D., cues: [trusting us], examples: [Trusting us.]}\n");
    EXPECT_EQ(said({"themes", "check", warned}), "warned.yaml:7: warning: REL.FAITH shares the cue 'trusting us' with "
                                                 "REL.TRUST (line 6): the machine always suggests both\n");
    const auto wrong = write(
        "wrong.yaml",
        head + "  - {id: REL.TRUST, label: Trust, definition: D., cues: [trusted us], examples: [They were kind.]}\n");
    EXPECT_EQ(said({"themes", "check", wrong}, 1),
              "wrong.yaml:6: error: REL.TRUST is not suggested by its own example: \"They were kind.\"\n");
    open_collection();
    EXPECT_EQ(said({"themes", "check"}), "") << "three stories are too few to say which cues never fire";
    add_many(27);
    EXPECT_EQ(said({"themes", "check"}),
              "book.yaml:6: warning: REL.TRUST: 1 of 2 cues never fire in 30 stories in en: rely on us\n")
        << "cues are not tried on a story that the team may not read";
}

TEST_F(CommandsThemes, diff_lists_changes_theme_by_theme) {
    const auto next = write("next.yaml", head + "  - {id: REL.TRUST, label: Trust, definition: Other., cues: [trusted "
                                                "us], examples: [They trusted us.]}\n");
    EXPECT_EQ(said({"themes", "diff", folder.path() / "book.yaml", next}),
              "~ REL.TRUST  Trust\n    definition was: D.\n    definition is:  Other.\n    - cue: rely on us [en]\n- "
              "REL.CARE  Care\n");
    EXPECT_EQ(said({"themes", "diff", next, next}), "");
}

TEST_F(CommandsThemes, impact_names_the_decisions_to_review_again) {
    open_collection();
    const auto next = write(
        "next.yaml",
        head +
            "  - {id: REL.TRUST, label: Trust, definition: Other., cues: [were kind], examples: [They were kind.]}\n");
    const auto printed = said({"themes", "impact", next});
    EXPECT_EQ(printed, "REL.CARE\tstories +0 -2 =0\tpassages +0 -2 =0\t\n"
                       "REL.TRUST\tstories +1 -1 =1\tpassages +1 -1 =1\t1 confirmed to review again, because its "
                       "definition changed: " +
                           ids[0] + "\n");
    const auto as_json = said({"themes", "impact", "--json", next});
    EXPECT_NE(as_json.find(R"("stories":3,"reopened":1,)"), as_json.npos) << as_json;
    EXPECT_NE(as_json.find(R"("reopened":[")" + ids[0] + R"("],"because":"its definition changed")"), as_json.npos)
        << as_json;
    EXPECT_NE(as_json.find(R"("worded_anew":["REL.TRUST"])"), as_json.npos) << as_json;
    EXPECT_EQ(as_json.find("They"), as_json.npos) << "the report has references and counts, and no words of a story";
}

TEST_F(CommandsThemes, suggest_counts_over_the_stories_that_a_query_finds) {
    open_collection();
    EXPECT_EQ(said({"themes", "suggest", "trusted"}),
              "theme\tstories\tpassages\tcues\nREL.TRUST\t2\t2\ttrusted us (2)\n"
              "REL.CARE\t1\t1\twere kind (1)\n");
    const auto next = write("next.yaml", head + care);
    EXPECT_EQ(said({"themes", "suggest", "--json", "--codebook", next, "trusted"}).substr(0, 12), R"({"stories":2)");
    EXPECT_EQ(said({"themes", "suggest", "zebra"}, 4), "");
}

TEST_F(CommandsThemes, suggest_proposes_cues_that_confirmed_passages_share) {
    open_collection();
    EXPECT_EQ(said({"themes", "suggest", "--cues", "rel.trust"}), "") << "one passage is too little to suggest a cue";
    {
        Store store(folder.path(), Store::Access::write);
        const auto other = add(store, "They trusted us. So it went.", Use::team).id;
        decide(store, other, "REL.TRUST", "ana", Verdict::accepted, 1'600'000'000'001);
    }
    EXPECT_EQ(said({"themes", "suggest", "--cues", "rel.trust"}),
              "phrase\tlanguage\tconfirmed\tmissed now\trejected\telsewhere\ntrusted\ten\t2\t0\t0\t1\n");
    EXPECT_NE(said({"themes", "suggest", "--cues", "REL.TRUST", "--json"}).find(R"("confirmed":2,"stories":4,)"),
              std::string::npos);
}

TEST_F(CommandsThemes, candidates_say_that_they_are_not_findings) {
    open_collection();
    EXPECT_EQ(said({"themes", "candidates"}), "");
    const auto as_json = said({"themes", "candidates", "--json"});
    EXPECT_NE(as_json.find("not as findings"), as_json.npos);
    EXPECT_NE(as_json.find(R"("stories":3,"stories_read":3)"), as_json.npos) << as_json;
}

TEST_F(CommandsThemes, versions_lists_editions_with_decisions_and_the_one_in_force) {
    open_collection();
    const auto printed = said({"themes", "versions"});
    EXPECT_EQ(printed.find("edition\tfirst\tlast\tdecisions\tin force\tsaved\n"
                           "small 0.9.0 #abc\t2020-09-13\t2020-09-13\t1\t\t\nsmall 1.0.0 #"),
              0u)
        << printed;
    EXPECT_NE(printed.find("\t\t\t0\tin force\t\n"), printed.npos) << printed;
}

TEST_F(CommandsThemes, versions_say_who_saved_them_and_why) {
    open_collection();
    const std::string log = "changes:\n"
                            "- {version: 0.9.0, date: 2026-11-01, by: ana, theme: REL.TRUST, why: \"Too\\tmuch.\"}\n"
                            "- {version: 0.9.9, date: 2026-11-02, by: bo, theme: REL.CARE, why: Kind only.}\n"
                            "- {version: 1.0.0, date: 2026-11-03, by: ana, theme: REL.TRUST, why: One.}\n"
                            "- {version: 1.0.0, date: 2026-11-04, by: bo, theme: REL.CARE, why: Two.}\n";
    write("book.yaml", head + trust + care + log);
    const auto printed = said({"themes", "versions"});
    EXPECT_NE(printed.find("\t1\t\t2026-11-01 by ana, REL.TRUST: Too much.\n"), printed.npos) << printed;
    EXPECT_NE(printed.find("small 0.9.9\t\t\t0\t\t2026-11-02 by bo, REL.CARE: Kind only.\n"), printed.npos)
        << "no decision was made under this version: " << printed;
    EXPECT_NE(printed.find("\tin force\t2026-11-03 by ana, REL.TRUST: One.; 2026-11-04 by bo, REL.CARE: Two.\n"),
              printed.npos)
        << printed;
}

TEST_F(CommandsThemes, agreement_needs_two_coders) {
    open_collection();
    EXPECT_EQ(said({"agreement"}, 4), "");
    Store store(folder.path(), Store::Access::write);
    decide(store, ids[0], "REL.TRUST", "bo", Verdict::rejected, 1);
    EXPECT_NE(said({"agreement"}).find("REL.TRUST\t1\t2\t0.00 (no interval)\t0.00 (no interval)"), std::string::npos)
        << said({"agreement"});
    EXPECT_NE(said({"agreement", "--json"}).find(R"("percent":{"value":0.0000,"low":null,"high":null})"),
              std::string::npos);
}

TEST_F(CommandsThemes, invalid_commands_give_the_right_kind_of_error) {
    struct Case {
        std::vector<std::string> words;
        ErrorKind kind;
    };
    const auto broken = write("broken.yaml", head + "  - {id: REL.TRUST, lable: Trust}\n");
    const Case cases[] = {
        {{"themes"}, ErrorKind::usage},
        {{"themes", "chekc"}, ErrorKind::usage},
        {{"themes", "check", "a", "b"}, ErrorKind::usage},
        {{"themes", "check", "--loud"}, ErrorKind::usage},
        {{"themes", "check", "nowhere.yaml"}, ErrorKind::not_found},
        {{"themes", "check", broken}, ErrorKind::bad_schema},
        {{"themes", "diff", broken}, ErrorKind::usage},
        {{"themes", "diff", broken, broken}, ErrorKind::bad_schema},
        {{"themes", "impact"}, ErrorKind::usage},
        {{"themes", "impact", "book.yaml"}, ErrorKind::not_found},
        {{"themes", "suggest", "--limit", "0", "trust"}, ErrorKind::usage},
        {{"themes", "versions", "now"}, ErrorKind::usage},
        {{"agreement", "now"}, ErrorKind::usage},
    };
    for (const auto& c : cases) {
        auto words = c.words;
        words.insert(words.begin(), {"--data", folder.path()});
        try {
            run(words);
            ADD_FAILURE() << words.back();
        } catch (const Error& e) {
            EXPECT_EQ(e.kind, c.kind) << words.back() << ": " << e.what();
        }
    }
}

}  // namespace
}  // namespace tangible::serve

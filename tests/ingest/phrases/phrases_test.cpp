// The lists of phrases as they are built, and what phrase_tables refuses.
#include "ingest/phrases/folded.h"
#include "ingest/phrases/phrases.h"
#include "tests/ingest/phrases/invented.h"
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace tangible::ingest {
namespace {

namespace fs = std::filesystem;

TEST(Phrases, are_folded_sorted_and_without_duplicates) {
    for (const auto list : {phrases::wrote(),
                            phrases::on_day(),
                            phrases::on_day_inside(),
                            phrases::from(),
                            phrases::subject(),
                            phrases::fields(),
                            phrases::original_message(),
                            phrases::forwarded(),
                            phrases::forwarded_by(),
                            phrases::sent_from(),
                            phrases::sent_from_ends(),
                            phrases::closings(),
                            phrases::answer_marks(),
                            phrases::forward_marks(),
                            phrases::cautions(),
                            phrases::disclaimers(),
                            phrases::failed_subjects(),
                            phrases::failed_words(),
                            phrases::refused_words(),
                            phrases::automatic_subjects()}) {
        EXPECT_FALSE(list.empty());
        EXPECT_EQ(std::ranges::adjacent_find(list, std::greater_equal()), list.end());
        for (const std::string_view phrase : list) EXPECT_EQ(folded(phrase), trimmed(phrase));
    }
}

TEST(Phrases, folding_keeps_visible_letters_only) {
    EXPECT_EQ(folded_text(" \u00c9CHEC\u00a0DE \u200e\u041e\u0442\u0432\u0435\u0442 "),
              "\u00e9chec de \u043e\u0442\u0432\u0435\u0442");
    EXPECT_EQ(folded_text("A\xFF"), "a\uFFFD");
    EXPECT_EQ(folded(std::string(700, 'A')).size(), 600);
    EXPECT_EQ(folded_text(std::string(700, 'A')).size(), 700);
}

/// The counterpart of one_more_language_test.cpp.
TEST(Phrases, of_a_language_without_an_entry_are_not_known) {
    for (const std::string_view body : invented::replies) EXPECT_NE(trimmed(reply(body).visible), "Iris bonurke.");
    EXPECT_EQ(reply(invented::signed_off).signature, "");
    EXPECT_FALSE(forwarded(invented::passed_on, ""));
    EXPECT_EQ(bare_subject("Respurko: Halurko"), "Respurko: Halurko");
    EXPECT_FALSE(is_forward_subject("Plusurko: Halurko"));
    EXPECT_EQ(invented::mail("Nelivrurkebla: halurko", "Skatolurko plena.").machine_class, "");
    EXPECT_EQ(invented::mail("Aŭtomurka respondo: halurko", "Ne nun.").machine_class, "");
}

/// What phrase_tables made from a file, or its error.
struct Made {
    int status = 0;
    std::string table, error;
};

std::string content(const fs::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

Made made_of(const std::string& yaml) {
    const fs::path folder = fs::path(testing::TempDir()) / ("phrases" + std::to_string(getpid()));
    fs::create_directories(folder);
    std::ofstream(folder / "a.yaml") << yaml;
    const std::string command = "cd '" + folder.string() + "' && '" TANGIBLE_PHRASE_TABLES "' a.yaml out.cpp 2> error";
    const int status = std::system(command.c_str());
    Made made{WEXITSTATUS(status), content(folder / "out.cpp"), content(folder / "error")};
    fs::remove_all(folder);
    return made;
}

TEST(PhraseTables, are_made_from_a_file) {
    const Made made = made_of(
        "en:\n  wrote: [wrote, \"a \\\\ b\"]\n  on_day: [\"on \"]\nde:\n  wrote: [schrieb, wrote]\n  closings: []\n");
    EXPECT_EQ(made.status, 0) << made.error;
    EXPECT_NE(made.table.find("wrote_table[] = {\n    \"a \\\\ b\",\n    \"schrieb\",\n    \"wrote\",\n};"),
              std::string::npos)
        << made.table;
    EXPECT_NE(made.table.find("\"on \""), std::string::npos);
    EXPECT_NE(made.table.find("closings() { return {}; }"), std::string::npos);
}

TEST(PhraseTables, refuse_mistakes_with_their_line) {
    struct Row {
        const char *yaml, *error;
    };
    const Row rows[] = {
        {"en:\n  wrot: [wrote]\n", "a.yaml:2: there is no list \"wrot\". The lists are: wrote, on_day,"},
        {"en:\n  wrote: [wrote,\n    \"\"]\n",
         "a.yaml:3: a phrase in list \"wrote\" of language \"en\" is empty: remove it"},
        {"en:\n  on_day: [\" \"]\n", "a.yaml:2: a phrase in list \"on_day\" of language \"en\" is empty"},
        {"en:\n  wrote: [~]\n", "a.yaml:2: a phrase in list \"wrote\" of language \"en\" is empty"},
        {"de:\n  wrote: [schrieb]\n  closings: [viele Grüße]\n",
         "a.yaml:3: phrase \"viele Grüße\" in list \"closings\" of language \"de\" must be in lower case, without "
         "white "
         "space around it: write \"viele grüße\""},
        {"en:\n  wrote: [\"wrote \"]\n", "write \"wrote\""},
        {"en:\n  on_day: [\"on  \"]\n", "a.yaml:2: phrase \"on  \""},
        {"en:\n  wrote: [\"has\\nwritten\"]\n",
         "a.yaml:2: a phrase in list \"wrote\" of language \"en\" has a line end"},
        {"en:\n  fields: [\"to:\"]\n",
         "a.yaml:2: phrase \"to:\" in list \"fields\" of language \"en\" must not end with \":\""},
        {"en:\n  closings: [love, yours,\n    love]\n",
         "a.yaml:3: phrase \"love\" occurs twice in list \"closings\" of language \"en\""},
        {"en:\n  wrote: [wrote]\n  wrote: [said]\n",
         "a.yaml:3: language \"en\" has two lists \"wrote\": make them one"},
        {"en:\n  wrote: [wrote]\nen:\n  from: [from]\n", "a.yaml:3: language \"en\" has two entries: make them one"},
        {"English:\n  wrote: [wrote]\n", "a.yaml:1: \"English\" is not a BCP 47 language tag such as \"en\""},
        {"en:\n  wrote: wrote\n", "a.yaml:2: write the phrases in list \"wrote\" of language \"en\" in brackets"},
        {"en: [wrote]\n", "a.yaml:1: language \"en\" must have lists"},
        {"en:\n  wrote: [[wrote]]\n", "a.yaml:2: put quotes around the phrase"},
        {"en:\n  wrote: [wrote\n", "this is not YAML"},
        {"wrote\n", "a.yaml:1: the file must be a map of languages"},
    };
    for (const Row& row : rows) {
        const Made made = made_of(row.yaml);
        EXPECT_EQ(made.status, 1) << row.yaml;
        EXPECT_NE(made.error.find(row.error), std::string::npos) << row.yaml << made.error;
        EXPECT_EQ(made.table, "") << row.yaml;
    }
}

}  // namespace
}  // namespace tangible::ingest

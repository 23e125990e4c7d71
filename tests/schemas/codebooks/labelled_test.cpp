#include "schemas/codebooks/labelled.h"
#include "schemas/ground/error.h"
#include <fstream>
#include <gtest/gtest.h>

namespace tangible {
namespace {

std::filesystem::path file_of(const std::string& text) {
    const auto path = std::filesystem::path(testing::TempDir()) / "tangible_labelled.jsonl";
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

TEST(Labelled, rows_are_read_and_empty_lines_skipped) {
    const auto rows = read_labelled(
        file_of("{\"id\": \"a\", \"text\": \"Soup.\", \"labels\": [\"food\", 7], \"x\": 1}\n\n"
                "{\"text\": \"\", \"title\": \"T\", \"split\": \"test\", \"drawn\": true, \"reviewed\": false}\n"));
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].id, "a");
    EXPECT_EQ(rows[0].labels, (std::vector<std::string>{"food", "7"}));
    EXPECT_EQ(rows[1].id, "3");
    EXPECT_EQ(rows[1].title, "T");
    EXPECT_EQ(rows[1].split, "test");
    EXPECT_TRUE(rows[1].drawn && !rows[1].reviewed && !rows[0].drawn);
}

TEST(Labelled, says_which_line_is_wrong) {
    struct {
        const char *text, *complaint;
    } rows[] = {
        {"{\"text\": \"a\"}\nno", "tangible_labelled.jsonl:2: the row is not a JSON object"},
        {"[1]", "tangible_labelled.jsonl:1: the row is not a JSON object"},
        {"{}", "tangible_labelled.jsonl:1: 'text' is missing here"},
        {"{\"text\": 1.5}", "tangible_labelled.jsonl:1: 'text' should be a text"},
        {"{\"text\": \"a\", \"labels\": \"b\"}", "tangible_labelled.jsonl:1: 'labels' should be a list"},
        {"{\"text\": \"a\", \"drawn\": 1}", "tangible_labelled.jsonl:1: 'drawn' should be true or false"},
        {"{\"text\": \"a\", \"labels\": [1.5]}", "tangible_labelled.jsonl:1: 'labels' should be a list of texts"},
    };
    for (const auto& row : rows) try {
            read_labelled(file_of(row.text));
            ADD_FAILURE() << row.text;
        } catch (const Error& e) {
            EXPECT_STREQ(e.what(), row.complaint);
        }
    EXPECT_THROW(read_labelled("/nowhere/at/all.jsonl"), Error);
    EXPECT_THROW(read_labelled(testing::TempDir()), Error);
}

}  // namespace
}  // namespace tangible

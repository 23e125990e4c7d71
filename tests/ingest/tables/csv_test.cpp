#include "ingest/reading/documents.h"
#include "ingest/tables/table.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

using Rows = std::vector<std::vector<std::string>>;
struct Row {
    std::string_view text;
    Rows rows;
};

TEST(Csv, RowsAreReadAsRfc4180SaysAndAsProgramsWrite) {
    const Row rows[] = {
        {"", {}},
        {"a,b\nc,d", {{"a", "b"}, {"c", "d"}}},
        {"a,b\r\nc,d\r\n", {{"a", "b"}, {"c", "d"}}},
        {"a,b\rc,d", {{"a", "b"}, {"c", "d"}}},
        {"a,b,\nc,d,", {{"a", "b", ""}, {"c", "d", ""}}},
        {"\"a,b\",c\nd,e", {{"a,b", "c"}, {"d", "e"}}},
        {"\"he said \"\"yes\"\"\",c\nd,e", {{"he said \"yes\"", "c"}, {"d", "e"}}},
        {"\"one\ntwo\",c\nd,e", {{"one\ntwo", "c"}, {"d", "e"}}},
        {"a,\"b\" ,c\nd,e,f", {{"a", "b", "c"}, {"d", "e", "f"}}},
        {"a b\"c\"d,e\nf,g", {{"a b\"c\"d", "e"}, {"f", "g"}}},
        {"\"never closed,a\nb", {{"never closed,a\nb"}}},
        {"\xEF\xBB\xBF"
         "a,b\nc,d",
         {{"a", "b"}, {"c", "d"}}},
    };
    for (const Row& row : rows) EXPECT_EQ(rows_of_csv(row.text), row.rows) << row.text;
}

TEST(Csv, TheSeparatorIsGuessedFromTheText) {
    EXPECT_EQ(rows_of_csv("story;year\nWe met, talked, and stayed;2019\n"),
              (Rows{{"story", "year"}, {"We met, talked, and stayed", "2019"}}));
    EXPECT_EQ(rows_of_csv("story\tyear\nOne, two; three\t2019"),
              (Rows{{"story", "year"}, {"One, two; three", "2019"}}));
    EXPECT_EQ(rows_of_csv("story|year\nOne|2019"), (Rows{{"story", "year"}, {"One", "2019"}}));
    EXPECT_EQ(rows_of_csv("story\nOne\nTwo"), (Rows{{"story"}, {"One"}, {"Two"}}));
}

}  // namespace
}  // namespace tangible::ingest

// Tables of random characters: none is lost except separators, quotes and line ends, and nothing is slow.
#include "ingest/reading/documents.h"
#include "ingest/reading/survey.h"
#include "ingest/tables/table.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <random>

namespace tangible::ingest {
namespace {

constexpr std::string_view any_signs = "ab\"\"\",,;;\t|\n\n\r ", signs_of_one_separator = "ab\"\"\",,\n\r ";

std::string random_table(std::mt19937& random, std::size_t size, std::string_view signs = any_signs) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text += signs[random() % signs.size()];
    return text;
}

TEST(FuzzCsv, LettersAreNeverLost) {
    std::mt19937 random(20190304);
    for (int i = 0; i < 20'000; ++i) {
        std::string text = random_table(random, random() % 60), cells;
        for (const auto& row : rows_of_csv(text))
            for (const std::string& cell : row) cells += cell;
        auto letters = [](const std::string& s) {
            return std::ranges::count_if(s, [](char c) { return c == 'a' || c == 'b'; });
        };
        EXPECT_EQ(letters(cells), letters(text)) << text;
    }
}

TEST(FuzzCsv, QuotedCellsComeBackAsTheyWere) {
    std::mt19937 random(7);
    for (int i = 0; i < 5000; ++i) {
        std::vector<std::vector<std::string>> rows(1 + random() % 4, std::vector<std::string>(2 + random() % 3));
        std::string text;
        for (auto& row : rows) {
            for (std::size_t c = 0; c < row.size(); ++c) {
                row[c] = random_table(random, random() % 12, signs_of_one_separator);
                std::string quoted;
                for (char sign : row[c]) quoted += sign == '"' ? "\"\"" : std::string(1, sign);
                text += (c > 0 ? ",\"" : "\"") + quoted + "\"";
            }
            text += "\n";
        }
        EXPECT_EQ(rows_of_csv(text), rows) << text;
    }
}

TEST(FuzzCsv, EachRowOfASurveyIsAStoryOrSaysWhyNot) {
    std::mt19937 random(11);
    const TableMap map = read_table_map("story: [S, T]\npartners: P\ndate: D\n", "map.yaml");
    for (int i = 0; i < 500; ++i) {
        Row row(4);
        for (std::string& cell : row) cell = random_table(random, random() % 30);
        const Survey survey = survey_of({{"S", "T", "P", "D"}, row}, map);
        for (const SurveyRow& made : survey.rows) {
            EXPECT_NE(made.trouble.empty(), made.key.empty() || made.bytes.empty()) << csv_of({row});
            if (made.trouble.empty()) {
                EXPECT_EQ(rows_of_csv(made.bytes).size(), 2u) << csv_of({row});
            }
        }
        EXPECT_TRUE(!survey.rows.empty() || !survey.trouble.empty()) << csv_of({row});
    }
}

TEST(FuzzCsv, AMillionQuotesAreNotSlow) {
    EXPECT_FALSE(rows_of_csv(std::string(2'000'000, '"')).empty());
    EXPECT_FALSE(rows_of_csv("\"" + std::string(2'000'000, ' ')).empty());
    std::string spaced;
    for (int i = 0; i < 500'000; ++i) spaced += "\" ";
    EXPECT_FALSE(rows_of_csv(spaced).empty());
    EXPECT_FALSE(rows_of_csv("\"a\"" + std::string(1'000'000, ' ') + "x").empty());
}

}  // namespace
}  // namespace tangible::ingest

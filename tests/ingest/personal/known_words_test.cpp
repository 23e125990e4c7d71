#include "ingest/personal/known_words.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

/// What a word is known as: f first name, l last name, p place, w ordinary word.
std::string marks(std::string_view word) {
    const Known k = known(word);
    return std::string(k.first ? "f" : "") + (k.last ? "l" : "") + (k.place ? "p" : "") + (k.ordinary ? "w" : "");
}

TEST(KnownWords, tells_names_from_words) {
    constexpr struct {
        const char *word, *marks;
    } rows[] = {{"Amina", "f"}, {"Siân", "f"},       {"Łukasz", "f"}, {"amina", ""},   {"AMINA", ""},
                {"Khan", "fl"}, {"Wiśniewski", "l"}, {"Kenya", "fp"}, {"Devon", "fp"}, {"Hope", "flw"},
                {"hope", "w"},  {"Very", "w"},       {"Made", "w"},   {"Qwelta", ""},  {"", ""},
                {" ", ""},      {"\n", ""},          {"zz", ""},      {"A", ""}};
    for (const auto& row : rows) EXPECT_EQ(marks(row.word), row.marks) << row.word;
}

}  // namespace
}  // namespace tangible::ingest

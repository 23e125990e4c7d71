#include "index/words/occurrences.h"
#include <gtest/gtest.h>
#include <string>

namespace tangible::index {
namespace {

using Words = std::vector<std::string>;

Words at(std::string_view text, const std::vector<Span>& spans) {
    Words words;
    for (const auto& s : spans) words.emplace_back(cut(text, s));
    return words;
}
Words whole(std::string_view text, std::string_view words) { return at(text, occurrences(text, words).whole); }
Words longer(std::string_view text, std::string_view words) { return at(text, occurrences(text, words).longer); }

TEST(Occurrences, case_accents_and_line_breaks_make_no_difference) {
    EXPECT_EQ(whole("MARIA LÓPEZ came. María\nLopez, too; maria-lopez.", "maria lopez"),
              (Words{"MARIA LÓPEZ", "María\nLopez", "maria-lopez"}));
    EXPECT_EQ(whole("Ołena, ОЛЕНА, Олена", "олена"), (Words{"ОЛЕНА", "Олена"}));
}

TEST(Occurrences, several_words_are_found_when_they_are_joined) {
    EXPECT_EQ(whole("Mary-Jane, MaryJane and Mary Jane", "mary jane"), (Words{"Mary-Jane", "MaryJane", "Mary Jane"}));
    EXPECT_EQ(longer("Ask @maryjane7 and Mary-Janes", "mary jane"), (Words{"maryjane7", "Mary-Janes"}));
    EXPECT_EQ(whole("and Mary-Jane-Lee", "mary jane lee"), Words{"Mary-Jane-Lee"}) << "the last word of a text";
}

TEST(Occurrences, a_possessive_stays) {
    EXPECT_EQ(whole("Ann's house, ANN’S garden, James' car", "ann"), (Words{"Ann", "ANN"}));
    EXPECT_EQ(whole("Ann's house", "Ann's"), (Words{"Ann"}));
}

TEST(Occurrences, a_word_within_a_longer_one_is_told_apart) {
    EXPECT_EQ(whole("Ann planned the Annual Ann.", "ann"), (Words{"Ann", "Ann"}));
    EXPECT_EQ(longer("Ann planned the Annual Ann.", "ann"), (Words{"planned", "Annual"}));
    EXPECT_EQ(longer("Annamaria Lopez and Maria Lopezova and Maria and Lopez", "maria lopez"),
              (Words{"Annamaria Lopez", "Maria Lopezova"}));
    EXPECT_EQ(longer("Wir waren bei Müllers", "muller"), (Words{"Müllers"}));
}

TEST(Occurrences, scripts_without_spaces_are_found_by_their_bytes) {
    EXPECT_EQ(whole("我和王小明一起工作。王小明很好。", "王小明"), (Words{"王小明", "王小明"}));
    EXPECT_EQ(whole("ฉันพบสมชายเมื่อวาน", "สมชาย"), (Words{"สมชาย"}));
    EXPECT_EQ(whole("王王王王王", "王王"), (Words{"王王", "王王"})) << "none overlaps another";
}

TEST(Occurrences, signs_that_are_no_word_are_found_by_their_bytes) {
    EXPECT_EQ(whole("well :-) and :-)", ":-)"), (Words{":-)", ":-)"}));
}

TEST(Occurrences, nothing_stands_nowhere) {
    for (const auto& [text, words] :
         {std::pair{"Ann", ""}, {"", "Ann"}, {"Ann", "Ben"}, {"Ann", "Ann Lee"}, {"", ""}}) {
        const auto found = occurrences(text, words);
        EXPECT_TRUE(found.whole.empty() && found.longer.empty()) << text << " / " << words;
    }
}

TEST(Occurrences, any_bytes_are_taken) {
    EXPECT_EQ(whole("\xff Ann \xc3", "ann"), Words{"Ann"});
    EXPECT_EQ(whole("a \xff\xff b", "\xff"), (Words{"\xff", "\xff"}));
}

}  // namespace
}  // namespace tangible::index

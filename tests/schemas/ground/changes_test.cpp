#include "schemas/ground/changes.h"
#include <gtest/gtest.h>
#include <random>

namespace tangible {
namespace {

/// The text before, with what was taken out in [] and what was put in {}.
std::string marked(const std::string& before, const std::string& after) {
    std::string out;
    std::uint32_t at = 0;
    for (const auto& c : changes(before, after)) {
        out += before.substr(at, c.before.begin - at);
        if (c.before.size()) out += "[" + std::string(cut(before, c.before)) + "]";
        if (c.after.size()) out += "{" + std::string(cut(after, c.after)) + "}";
        at = c.before.end;
    }
    return out + before.substr(at);
}

TEST(Changes, none_between_equal_texts_and_one_between_texts_without_anything_in_common) {
    EXPECT_EQ(marked("", ""), "");
    EXPECT_EQ(marked("Ann came.", "Ann came."), "Ann came.");
    EXPECT_EQ(marked("abc", "xyz"), "[abc]{xyz}");
    EXPECT_EQ(marked("", "xyz"), "{xyz}");
    EXPECT_EQ(marked("abc", ""), "[abc]");
}

TEST(Changes, are_as_small_as_what_was_typed) {
    EXPECT_EQ(marked("Ann came to the kitchen every week. We washed dishes and talked about the budget.",
                     "Anne came to the kitchen every week. We talked about the budget, and about ourselves."),
              "[Ann]{Anne} came to the kitchen every week. We [washed dishes and ]talked about the budget{, and about "
              "ourselves}.");
}

TEST(Changes, cut_no_word_and_no_code_point) {
    EXPECT_EQ(marked("Andr\u00e9 came", "Andr\u00e8 came"), "[Andr\u00e9]{Andr\u00e8} came");
    // Two letters of which only the last byte differs.
    EXPECT_EQ(marked("\u6211\u4eec\u6765", "\u6211\u4eed\u6765"), "\u6211[\u4eec]{\u4eed}\u6765");
}

TEST(Changes, find_what_moved) {
    EXPECT_EQ(
        marked("The first meeting was cold and short.\nBy spring we cooked together, all eleven of us.\nThat was all.",
               "By spring we cooked together, all eleven of us.\nThe first meeting was cold and short.\nThat was all."),
        "[The first meeting was cold and short.\n]By spring we cooked together, all eleven of us{.\nThe first meeting "
        "was cold and short}.\nThat was all.");
}

// Any texts: outside the changes they are the same, so that putting the changes into one of them makes the other.
TEST(Changes, make_one_text_of_the_other) {
    std::mt19937 random(11);
    const std::vector<std::string> words = {
        "Ann ", "came ", "\u00e9t\u00e9 ", "\u6211\u4eec", "and ", "\xff\xa9", "a long piece of text that stands once ",
        "\n"};
    const auto some = [&](std::size_t most) {
        std::string text;
        for (auto n = random() % most; n > 0; --n) text += words[random() % words.size()];
        return text;
    };
    for (int round = 0; round < 3000; ++round) {
        const auto before = some(40);
        auto after = before;
        for (auto edits = random() % 4; edits > 0; --edits) {
            const auto at = random() % (after.size() + 1);
            after.replace(at, random() % 20, some(6));
        }
        std::string made;
        std::uint32_t at = 0, behind = 0;
        for (const auto& c : changes(before, after)) {
            ASSERT_TRUE(c.before.size() || c.after.size());
            ASSERT_TRUE(at == 0 || c.before.begin > at) << "they touch";
            made += before.substr(at, c.before.begin - at);
            ASSERT_EQ(made.size(), c.after.begin);
            made += cut(after, c.after);
            at = c.before.end, behind = c.after.end;
        }
        made += before.substr(at);
        ASSERT_EQ(made, after) << before;
        ASSERT_EQ(before.size() - at, after.size() - behind);
    }
}

TEST(Changes, of_long_texts_are_found_in_time) {
    std::mt19937 random(3);
    std::string before, after;
    for (int i = 0; i < 200'000; ++i)
        before += static_cast<char>('a' + random() % 4), after += static_cast<char>('a' + random() % 4);
    EXPECT_FALSE(changes(before, after).empty());
    EXPECT_EQ(changes(std::string(200'000, 'a'), std::string(199'999, 'a') + "b").size(), 1u);
}

}  // namespace
}  // namespace tangible

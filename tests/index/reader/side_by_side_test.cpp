#include "index/reader/side_by_side.h"
#include "schemas/ground/error.h"
#include <gtest/gtest.h>

using namespace tangible::index;

namespace {

std::vector<std::span<const std::uint32_t>> spans_of(const std::vector<Positions>& words) {
    return {words.begin(), words.end()};
}

}  // namespace

TEST(SideBySide, PhrasesStartWhereTheirWordsFollowEachOther) {
    const struct {
        std::vector<Positions> words;
        Positions starts;
    } cases[] = {
        {{}, {}},
        {{{1, 5}}, {1, 5}},
        {{{1, 5, 9}, {2, 7, 10}}, {1, 9}},
        {{{1, 5, 9}, {2, 7, 10}, {11}}, {9}},
        {{{1}, {}}, {}},
        {{{1, 2, 3}, {1, 2, 3}}, {1, 2}},
        {{{3}, {2}}, {}},
    };
    for (const auto& c : cases) EXPECT_EQ(phrase_starts(c.words), c.starts);
}

TEST(SideBySide, NearNeedsADifferentPlaceForEachWord) {
    const struct {
        std::vector<Positions> words;
        std::uint32_t window;
        bool near;
    } cases[] = {
        {{{1}, {6}}, 6, true},
        {{{1}, {6}}, 5, false},
        {{{6}, {1}}, 6, true},
        {{{5}, {5}}, 4, false},  // one place does not serve two words
        {{{5, 8}, {5, 8}}, 4, true},
        {{{5, 8}, {5, 8}}, 3, false},
        {{{5, 6}, {5}}, 3, true},  // the first word takes its other place
        {{{5}, {5, 6}}, 3, true},
        {{{4, 5}, {5}}, 2, true},
        {{{5, 9}, {5, 8}}, 4, true},
        {{{5}, {5, 6}, {6, 7}}, 3, true},
        {{{5, 9}, {5, 8}, {1, 4}}, 2, false},
        {{{5, 6}, {5, 6}, {5, 6}, {1, 2, 3, 9}}, 20, false},  // enough places, but only two for three of the words
        {{{5, 6}, {5, 6, 7}, {5, 6}, {1, 2, 3, 9}}, 20, true},
        {{{5, 6}, {5, 6}, {5, 6}}, 9, false},
        {{{1, 40}, {20, 41}, {42}}, 3, true},
        {{{1}, {}}, 9, false},
    };
    Budget budget;
    budget.begin(10'000);
    for (const auto& c : cases) EXPECT_EQ(near(spans_of(c.words), c.window, budget), c.near);
}

TEST(SideBySide, NearStopsWhenItsBudgetEnds) {
    Positions few, many;
    for (std::uint32_t i = 1; i < 30; ++i) few.push_back(20 * i);
    for (std::uint32_t i = 1; i < 600; ++i) many.push_back(i);
    std::vector<Positions> words(30, few);  // one place too few for 30 words
    words.resize(60, many);
    Budget budget;
    budget.begin(20);
    EXPECT_THROW(near(spans_of(words), 1000, budget), tangible::Error);
}

#include "index/side_by_side.h"
#include <gtest/gtest.h>

using namespace tangible::index;

TEST(SideBySide, Phrases) {
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

TEST(SideBySide, Near) {
    const struct {
        std::vector<Positions> words;
        std::uint32_t window;
        bool near;
    } cases[] = {
        {{{1}, {6}}, 6, true},
        {{{1}, {6}}, 5, false},
        {{{6}, {1}}, 6, true},
        {{{5}, {5}}, 4, false},  // one place is no two
        {{{5, 8}, {5, 8}}, 4, true},
        {{{5, 8}, {5, 8}}, 3, false},
        {{{5, 6}, {5}}, 3, true},  // the first gives way
        {{{5}, {5, 6}, {6, 7}}, 3, true},
        {{{5, 6}, {5, 6}, {5, 6}}, 9, false},
        {{{1, 40}, {20, 41}, {42}}, 3, true},
        {{{1}, {}}, 9, false},
    };
    for (const auto& c : cases)
        EXPECT_EQ(near(std::vector<std::span<const std::uint32_t>>(c.words.begin(), c.words.end()), c.window), c.near);
}

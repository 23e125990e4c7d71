#include "index/evidence/public_row.h"
#include "schemas/shapes/evidence.h"
#include <algorithm>
#include <deque>
#include <gtest/gtest.h>
#include <random>

namespace tangible::index {
namespace {

constexpr auto k = smallest_group;

/// Hidden stories in order of arrival, each given by the cells it counts in.
struct Hidden {
    std::deque<std::vector<std::uint32_t>> stories;
    PublicRow row(std::size_t cells) const { return public_row({stories.begin(), stories.end()}, cells); }
    void add(std::vector<std::uint32_t> cells, int times = 1) {
        while (times-- > 0) stories.push_back(cells);
    }
};

using Shown = std::vector<int>;
constexpr int withheld = -1;
Shown shown(const PublicRow& row) {
    Shown out;
    for (const auto& c : row.cells) out.push_back(c.suppressed ? withheld : static_cast<int>(c.hidden));
    return out;
}

TEST(PublicRow, FewerStoriesThanAGroupAddNothing) {
    Hidden h;
    for (std::uint32_t i = 0; i < k; ++i) {
        EXPECT_EQ(h.row(2).hidden, 0u);
        EXPECT_EQ(shown(h.row(2)), (Shown{0, 0})) << i << " hidden stories must look like none";
        h.add({0});
    }
    EXPECT_EQ(h.row(2).hidden, k);
    EXPECT_EQ(shown(h.row(2)), (Shown{5, 0}));
}

TEST(PublicRow, ASmallCellIsWithheldWithTheSmallestOtherThatWouldGiveItAway) {
    Hidden h;
    h.add({0}, 3);
    h.add({1}, 7);
    h.add({2}, 10);
    EXPECT_EQ(h.row(3).hidden, 20u);
    EXPECT_EQ(shown(h.row(3)), (Shown{withheld, withheld, 10}));
}

TEST(PublicRow, TwoSmallCellsBelowAGroupWithholdAThird) {
    Hidden h;
    h.add({0}, 1);
    h.add({1}, 2);
    h.add({2}, 7);
    h.add({3}, 10);
    EXPECT_EQ(shown(h.row(4)), (Shown{withheld, withheld, withheld, 10}));
}

TEST(PublicRow, ACellWithNearlyTheWholeRowIsWithheld) {
    Hidden h;  // a story counts in several cells: 8 of 10 in the first would reveal that 2 are not in it
    for (int group = 0; group < 2; ++group) h.add({0, 1}, 4), h.add({1});
    EXPECT_EQ(shown(h.row(2)), (Shown{withheld, withheld}));
}

TEST(PublicRow, StoriesInNoCellProtectLikeAnotherCell) {
    Hidden h;
    h.add({}, 7);
    h.add({0}, 3);
    EXPECT_EQ(h.row(1).hidden, 10u);
    EXPECT_EQ(shown(h.row(1)), (Shown{withheld}));
}

TEST(PublicRow, NoNumberChangesFromDayToDayByLessThanAGroup) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        std::mt19937 random(seed);
        const std::size_t cells = 2 + random() % 11;
        Hidden h;
        auto before = h.row(cells);
        for (int day = 0; day < 30; ++day) {
            std::vector<std::uint32_t> in;
            for (auto n = random() % 3; n-- > 0;) in.push_back(random() % cells);
            std::sort(in.begin(), in.end());
            in.erase(std::unique(in.begin(), in.end()), in.end());
            h.add(in);
            const auto now = h.row(cells);
            ASSERT_TRUE(now.hidden == before.hidden || now.hidden >= before.hidden + k) << seed << " " << day;
            for (std::size_t c = 0; c < cells; ++c) {
                if (now.cells[c].suppressed || before.cells[c].suppressed) continue;
                const int change = static_cast<int>(now.cells[c].hidden) - static_cast<int>(before.cells[c].hidden);
                ASSERT_TRUE(change == 0 || change >= static_cast<int>(k)) << seed << " " << day << " cell " << c;
            }
            before = now;
        }
    }
}

// For stories in one cell each: what remains of the total after subtracting the cells that are shown.
TEST(PublicRow, TheTotalLessTheShownCellsLeavesNoSmallNumber) {
    std::size_t with_withheld = 0;
    for (unsigned seed = 0; seed < 1000; ++seed) {
        std::mt19937 random(seed);
        const std::size_t cells = 2 + random() % 5;
        Hidden h;
        for (auto n = random() % 41; n-- > 0;) h.add({static_cast<std::uint32_t>(random() % cells)});
        const auto row = h.row(cells);
        std::uint32_t left = row.hidden;
        std::size_t several = 0;
        for (const auto& c : row.cells) {
            EXPECT_TRUE(c.hidden == 0 || c.hidden >= k);
            left -= c.hidden;
            several += c.suppressed;
        }
        if (several == 0) continue;
        ++with_withheld;
        EXPECT_GE(left, k) << seed;
        EXPECT_GE(several, 2u) << seed;
    }
    EXPECT_GT(with_withheld, 300u) << "otherwise nothing was tried";
}

}  // namespace
}  // namespace tangible::index

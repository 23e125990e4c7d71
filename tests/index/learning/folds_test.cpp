#include "index/learning/fitting/parents.h"
#include "index/learning/folds.h"
#include "index/learning/votes.h"
#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

// Theme 0 in every tenth review, theme 1 in every other one.
std::vector<Review> reviews() {
    std::vector<Review> out;
    for (std::uint32_t i = 0; i < 100; ++i) {
        const auto verdict = [&](std::uint32_t each) { return i % each ? Reviewed::rejected : Reviewed::confirmed; };
        out.push_back({i, {verdict(10), verdict(2)}});
    }
    return out;
}

TEST(Folds, are_of_equal_size_and_spread_each_theme) {
    const auto all = reviews();
    const auto fold = folds_of(all, 5, 1);
    for (std::uint32_t f = 0; f < 5; ++f) {
        EXPECT_EQ(std::count(fold.begin(), fold.end(), f), 20);
        for (const std::size_t theme : {0u, 1u}) {
            int confirmed = 0;
            for (std::size_t i = 0; i < all.size(); ++i)
                confirmed += fold[i] == f && all[i].verdicts[theme] == Reviewed::confirmed;
            EXPECT_EQ(confirmed, theme == 0 ? 2 : 10);
        }
    }
    EXPECT_EQ(fold, folds_of(all, 5, 1));
    EXPECT_NE(fold, folds_of(all, 5, 2));
}

TEST(Pile, leaves_out_what_nobody_reviewed) {
    auto all = reviews();
    all[0].verdicts[0] = all[1].verdicts[0] = Reviewed::not_reviewed;
    const Pile pile = pile_of(all, 0);
    EXPECT_EQ(pile.rows.size(), 98u);
    EXPECT_EQ(pile.positives, 9u);
    EXPECT_FALSE(pile.one_sided());
}

TEST(Parents, are_likely_when_one_below_is) {
    const std::vector<float> p = {0.5f, 0.5f, 0.1f};
    EXPECT_NEAR(logit_below(p, {0, 1}), std::log(0.75 / 0.25), 1e-5);
    EXPECT_NEAR(mixed({1, 0, 0}, 0.7, 3), 0.7, 1e-6);
}

}  // namespace
}  // namespace tangible::index

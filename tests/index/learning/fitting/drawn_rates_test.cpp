#include "index/learning/fitting/calibration.h"
#include "index/learning/fitting/drawn_rates.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

// A theme whose scores make it look twice as common as it is in the stories drawn.
DrawnPairs overrated(std::size_t stories) {
    DrawnPairs out;
    for (std::size_t i = 0; i < stories; ++i) {
        out.logits.push_back(logit_of(0.2));
        out.yes.push_back(i % 10 == 0);
    }
    return out;
}

double said(double shift) { return probability_of(logit_of(0.2) + shift); }

TEST(DrawnRates, count_more_the_more_stories_were_drawn) {
    double before = 0.2;
    for (const std::size_t stories : {20, 100, 500, 5'000}) {
        const double now = said(drawn_shifts({overrated(stories)}).at(0));
        EXPECT_LT(now, before) << stories;
        before = now;
    }
    EXPECT_NEAR(said(drawn_shifts({overrated(20)})[0]), 0.2, 0.02) << "twenty stories say little";
    EXPECT_NEAR(before, 0.1, 0.005);
}

TEST(DrawnRates, of_a_theme_are_pulled_towards_those_of_all) {
    DrawnPairs right;
    for (std::size_t i = 0; i < 500; ++i) right.logits.push_back(logit_of(0.1)), right.yes.push_back(i % 10 == 0);
    const auto shifts = drawn_shifts({overrated(500), right});
    EXPECT_LT(shifts[0], shifts[1]);
    EXPECT_NEAR(shifts[1], 0, 0.15);
    EXPECT_LT(drawn_shifts({overrated(500), {}})[1], 0) << "a theme that nobody saw gets the shift of all themes";
}

TEST(DrawnRates, are_zero_when_nothing_was_drawn) {
    EXPECT_EQ(drawn_shifts({{}, {}}), (std::vector<double>{0, 0}));
    EXPECT_TRUE(drawn_shifts({}).empty());
}

}  // namespace
}  // namespace tangible::index

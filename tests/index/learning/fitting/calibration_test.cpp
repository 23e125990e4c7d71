#include "index/learning/fitting/calibration.h"
#include "index/learning/fitting/cuts.h"
#include <cmath>
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

TEST(Calibration, finds_the_share_of_yes) {
    // One column of ones: the weight is the logit of 3 in 4.
    const std::vector<double> x = {1, 1, 1, 1};
    const std::vector<char> yes = {1, 1, 1, 0};
    EXPECT_NEAR(fitted_logistic(x, yes, {{0}, {0}})[0], std::log(3.0), 1e-4);
    EXPECT_NEAR(fitted_logistic(x, yes, {{0}, {1e9}})[0], 0, 1e-6) << "a strong pull keeps the weight at 0";
}

TEST(Calibration, perfectly_separating_scores_stay_bounded) {
    std::vector<double> logits;
    std::vector<char> yes;
    for (int i = -20; i <= 20; ++i)
        if (i) logits.push_back(i * 100), yes.push_back(i > 0);
    const Line line = fitted_line(logits, yes, 1, 1);
    EXPECT_GE(line.slope, least_slope);
    EXPECT_LE(line.slope, most_slope);
    EXPECT_TRUE(std::isfinite(line.offset));
}

TEST(Calibration, a_theme_that_was_never_confirmed_becomes_unlikely) {
    const std::vector<double> logits(50, 0);
    const Line line = fitted_line(logits, std::vector<char>(50, 0), 20, 2);
    EXPECT_LT(line(0), -1.5);
    EXPECT_GT(line(0), -8);
}

TEST(Calibration, scores_the_wrong_way_round_get_the_least_slope) {
    std::vector<double> logits;
    std::vector<char> yes;
    for (int i = 0; i < 200; ++i) logits.push_back(i % 2 ? 2 : -2), yes.push_back(i % 2 == 0);
    EXPECT_EQ(fitted_line(logits, yes, 20, 2).slope, least_slope);
}

TEST(Calibration, logits_and_probabilities_convert_both_ways) {
    for (const double p : {0.001, 0.2, 0.5, 0.9}) EXPECT_NEAR(probability_of(logit_of(p)), p, 1e-12);
    EXPECT_TRUE(std::isfinite(logit_of(0)));
    EXPECT_EQ(probability_of(-800), 0);
    EXPECT_EQ(probability_of(800), 1);
}

// The cut for all themes when `best` is the best cut of so many positives.
float drawn(float best, float positives) {
    const float seen = positives / (positives + 5);
    return seen * best + (1 - seen) * first_day_cut;
}

TEST(Cuts, lie_where_f1_is_best) {
    Matrix p(4, 1);
    p.values = {.9f, .6f, .3f, .1f};
    const Matrix all(4, 1, 1);
    const Cuts cuts = chosen_cuts({{1}, {1}, {0}, {0}}, all, p);
    EXPECT_NEAR(cuts.all, drawn(0.45f, 2), 1e-6);
    const float own = 0.3f * 2 / 22;
    EXPECT_NEAR(cuts.of[0], own * 0.45f + (1 - own) * cuts.all, 1e-6);
    EXPECT_EQ(chosen_cuts({{0}, {0}, {0}, {0}}, all, p).all, first_day_cut) << "no positives, so the first day's cut";
}

TEST(Cuts, count_examples_by_their_weight) {
    Matrix p(4, 1), weights(4, 1, 1);
    p.values = {.9f, .6f, .5f, .3f};
    const Given truth = {{1}, {0}, {1}, {0}};
    EXPECT_NEAR(chosen_cuts(truth, weights, p).all, drawn(0.4f, 2), 1e-6) << "two right of three";
    weights.at(2, 0) = 0.1f;
    EXPECT_NEAR(chosen_cuts(truth, weights, p).all, drawn(0.75f, 2), 1e-6);
    weights.at(0, 0) = 0;
    EXPECT_NEAR(chosen_cuts(truth, weights, p).all, drawn(0.4f, 1), 1e-6) << "a pair of weight 0 does not count";
}

}  // namespace
}  // namespace tangible::index

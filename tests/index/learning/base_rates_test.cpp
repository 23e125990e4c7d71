#include "index/learning/base_rates.h"
#include "index/learning/fitting/calibration.h"
#include "index/learning/fitting/measures.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

constexpr std::size_t open_stories = 1000;

// A theme that one in five examples and `share` of the collection have; scores are `apart` above or below the middle.
ThemeRate theme_with(double share, double apart) {
    ThemeRate out{100, 20, {}};
    const double middle = logit_of(0.2);
    for (std::size_t i = 0; i < open_stories; ++i)
        out.open.push_back(middle + (static_cast<double>(i) < share * open_stories ? apart : -apart));
    return out;
}

double said(const ThemeRate& t, double shift) {
    double sum = 0;
    for (const double z : t.open) sum += probability_of(z + shift);
    return sum / static_cast<double>(t.open.size());
}

TEST(BaseRates, themes_equally_common_in_examples_regain_their_own_rates) {
    const std::vector<ThemeRate> themes = {theme_with(0.5, 1), theme_with(0.02, 1)};
    const auto shifts = base_rate_shifts(themes, 1);
    EXPECT_GT(shifts[0], 0);
    EXPECT_LT(shifts[1], 0);
    EXPECT_LT(std::abs(said(themes[0], shifts[0]) - 0.5), std::abs(said(themes[0], 0) - 0.5));
    EXPECT_LT(std::abs(said(themes[1], shifts[1]) - 0.02), std::abs(said(themes[1], 0) - 0.02));
    EXPECT_NEAR(said(themes[0], shifts[0]) + said(themes[1], shifts[1]), said(themes[0], 0) + said(themes[1], 0), 1e-4)
        << "the sum over all themes stays";
}

TEST(BaseRates, few_examples_rich_in_themes_are_pulled_down_to_the_expected_rate) {
    // Scores that say nothing: every open story looks like an example.
    const std::vector<ThemeRate> few = {theme_with(0.05, 0), theme_with(0.05, 0)};
    auto many = few;
    for (auto& t : many) t.reviewed *= 100, t.confirmed *= 100;
    const double after_few = said(few[0], base_rate_shifts(few, 0.05)[0]);
    const double after_many = said(many[0], base_rate_shifts(many, 0.05)[0]);
    EXPECT_GT(after_few, 0.05);
    EXPECT_LT(after_few, 0.15) << "a hundred reviews weigh as much as the expected rate";
    EXPECT_NEAR(after_many, 0.2, 0.01) << "many reviews are believed";
    EXPECT_NEAR(base_rate_shifts(few, 0.5)[0], 0, 1e-4) << "rates are never pulled up";
}

TEST(BaseRates, shifted_themes_rank_better_than_before) {
    // Weak scores that say as much about either theme; the first is ten times as common.
    Given truth;
    Matrix logits(open_stories, 2);
    for (std::size_t i = 0; i < open_stories; ++i) {
        truth.push_back({i % 2 == 0, i % 20 == 1});
        for (std::size_t t = 0; t < 2; ++t) {
            const double chance = static_cast<double>((i * (37 + 54 * t)) % open_stories) / open_stories - 0.5;
            logits.at(i, t) = static_cast<float>(logit_of(0.2) + (truth[i][t] ? 0.5 : -0.5) + 3 * chance);
        }
    }
    std::vector<Pile> piles(2);
    for (auto& p : piles)
        for (std::uint32_t i = 0; i < 100; ++i) p.rows.push_back(i), p.positives += i % 5 == 0;
    const auto rates = theme_rates(logits, piles);
    ASSERT_EQ(rates[1].open.size(), open_stories - 100);
    const double before = ranked(truth, logits).lrap;
    const auto shifts = base_rate_shifts(rates, 0.07);
    for (std::size_t i = 0; i < open_stories; ++i)
        for (std::size_t t = 0; t < 2; ++t) logits.at(i, t) += static_cast<float>(shifts[t]);
    EXPECT_GT(ranked(truth, logits).lrap, before);
}

TEST(BaseRates, nothing_shifts_when_every_story_is_reviewed) {
    const std::vector<double> none = {0, 0};
    EXPECT_EQ(base_rate_shifts({{50, 10, {}}, {0, 0, {}}}, 0.05), none);
    const auto shifts = base_rate_shifts({{50, 10, {}}, theme_with(0.05, 1)}, 0.05);
    EXPECT_EQ(shifts[0], 0);
    EXPECT_LT(shifts[1], 0);
    EXPECT_TRUE(base_rate_shifts({}, 0.05).empty());
}

}  // namespace
}  // namespace tangible::index

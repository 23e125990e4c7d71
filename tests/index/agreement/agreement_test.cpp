// Compares the figures with examples that their authors, or later writers, published with results.
#include "index/agreement/agreement.h"
#include <cmath>
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

/// One row per coder, one character per unit; '.' is a missing rating.
std::vector<Unit> coded(const std::vector<std::string>& coders) {
    std::vector<Unit> units(coders.at(0).size());
    for (std::uint32_t c = 0; c < coders.size(); ++c)
        for (std::uint32_t u = 0; u < units.size(); ++u) {
            units[u].group = u;
            if (coders[c][u] != '.') units[u].ratings.push_back({c, static_cast<std::uint32_t>(coders[c][u])});
        }
    return units;
}

/// Two coders: rows are the first coder's ratings, columns the second's.
std::vector<Unit> crossed(const std::vector<std::vector<int>>& table) {
    std::vector<Unit> units;
    for (std::uint32_t a = 0; a < table.size(); ++a)
        for (std::uint32_t b = 0; b < table.size(); ++b)
            for (int n = 0; n < table[a][b]; ++n)
                units.push_back({static_cast<std::uint32_t>(units.size()), {{0, a}, {1, b}}});
    return units;
}

constexpr double not_published = -9;

struct Example {
    const char* source;
    std::vector<Unit> units;
    double percent, kappa, alpha, ac1, within;
};

void expect(const char* source, const char* figure, const Figure& f, double wanted, double within) {
    if (wanted == not_published) return;
    ASSERT_TRUE(f.value) << source << ", " << figure;
    EXPECT_NEAR(*f.value, wanted, within) << source << ", " << figure;
}

TEST(Agreement, matches_published_examples) {
    const Example examples[] = {
        {"Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, example C; AC1 and percent of the same data: "
         "Gwet 2014, Handbook of Inter-Rater Reliability (cac.raw4raters in the R package irrCAC)",
         coded({"123321412...", "1233224125.3", ".3332342251.", "12332441251."}), .81818, not_published, .743, .77544,
         5e-4},
        {"Krippendorff 2011, example A (two coders, binary)", coded({"0100000010", "1110010000"}), .6, not_published,
         .095, not_published, .0005},
        {"Gwet 2014, two abstractors (cont3x3abstractors in irrCAC)", crossed({{13, 0, 0}, {0, 20, 7}, {0, 4, 56}}),
         .89, .7964094, not_published, .8493305, 5e-7},
        {"Sprent and Smeeton, Applied Nonparametric Statistical Methods, example 10.11", crossed({{40, 5}, {25, 30}}),
         .7, .41747573, not_published, not_published, 5e-9},
    };
    for (const auto& e : examples) {
        const auto a = agreement(e.units);
        expect(e.source, "percent", a.percent, e.percent, e.within);
        expect(e.source, "kappa", a.kappa, e.kappa, e.within);
        expect(e.source, "alpha", a.alpha, e.alpha, e.within);
        expect(e.source, "AC1", a.ac1, e.ac1, e.within);
    }
}

TEST(Agreement, counts_units_shared_units_and_coders) {
    const auto a = agreement(coded({"01.1.", "0.11.", "....1"}));
    EXPECT_EQ(a.units, 5u);
    EXPECT_EQ(a.shared, 2u);
    EXPECT_EQ(a.coders, 2u) << "a coder who shared no unit is not counted";
}

// 94 % agreement, which two coders who hardly ever say no would nearly reach by chance.
TEST(Agreement, rare_themes_lower_kappa_but_not_ac1) {
    const auto a = agreement(crossed({{118, 5}, {2, 0}}));
    EXPECT_NEAR(*a.percent.value, .944, 1e-9);
    EXPECT_LT(*a.kappa.value, 0);
    EXPECT_GT(*a.ac1.value, .94);
}

// For two coders without gaps alpha is Scott's pi, corrected for the number of units.
TEST(Agreement, alpha_is_corrected_scotts_pi_for_two_coders) {
    const auto units = crossed({{12, 3}, {5, 20}});
    const double n = 40, yes = (15 + 17) / (2 * n), chance = yes * yes + (1 - yes) * (1 - yes),
                 pi = (.8 - chance) / (1 - chance);
    EXPECT_NEAR(*agreement(units).alpha.value, 1 - (1 - pi) * (2 * n - 1) / (2 * n), 1e-12);
}

TEST(Agreement, figures_that_cannot_be_computed_are_absent) {
    struct Case {
        const char* what;
        std::vector<Unit> units;
        bool percent;
    };
    const Case cases[] = {
        {"nothing", {}, false},
        {"units that nobody coded", coded({"...", "..."}), false},
        {"one coder", coded({"0101"}), false},
        {"two who never met", coded({"01..", "..01"}), false},
        {"one category only", coded({"1111", "1111"}), true},
    };
    for (const auto& c : cases) {
        const auto a = agreement(c.units);
        EXPECT_EQ(a.percent.value.has_value(), c.percent) << c.what;
        for (const auto& f : {a.kappa, a.alpha, a.ac1}) {
            EXPECT_FALSE(f.value) << c.what;
            EXPECT_FALSE(f.interval) << c.what;
        }
    }
}

TEST(Agreement, no_figure_is_ever_not_a_number) {
    for (unsigned pattern = 0; pattern < 729;
         ++pattern) {  // every way in which two coders can rate or skip three units
        std::vector<std::string> coders(2);
        for (unsigned rest = pattern, i = 0; i < 6; ++i, rest /= 3) coders[i % 2] += "01."[rest % 3];
        const auto a = agreement(coded(coders), {50, 1});
        for (const auto& f : {a.percent, a.kappa, a.alpha, a.ac1}) {
            EXPECT_TRUE(std::isfinite(f.value.value_or(0))) << coders[0] << ' ' << coders[1];
            const auto i = f.interval.value_or(Interval{});
            EXPECT_TRUE(std::isfinite(i.low) && std::isfinite(i.high) && i.low <= i.high)
                << coders[0] << ' ' << coders[1];
        }
    }
}

TEST(Agreement, intervals_contain_the_figure_and_repeat_exactly) {
    const auto units = crossed({{60, 10}, {15, 115}});
    const auto once = agreement(units), again = agreement(units), other = agreement(units, {1000, 2});
    ASSERT_TRUE(once.kappa.interval);
    EXPECT_EQ(once.kappa.interval->low, again.kappa.interval->low);
    EXPECT_EQ(once.kappa.interval->high, again.kappa.interval->high);
    EXPECT_NE(once.kappa.interval->low, other.kappa.interval->low);
    for (const auto& f : {once.percent, once.kappa, once.alpha, once.ac1}) {
        EXPECT_LT(f.interval->low, *f.value);
        EXPECT_GT(f.interval->high, *f.value);
    }
    // The standard error of kappa by Fleiss, Cohen and Everitt 1969 is near .05 here.
    EXPECT_NEAR(once.kappa.interval->high - once.kappa.interval->low, 4 * .05, .05);
}

TEST(Agreement, an_interval_is_wider_when_units_are_grouped) {
    auto units = crossed({{60, 10}, {15, 115}});
    const auto apart = agreement(units);
    for (auto& u : units) u.group /= 10;
    const auto together = agreement(units);
    EXPECT_EQ(*together.kappa.value, *apart.kappa.value);
    EXPECT_GT(together.kappa.interval->high - together.kappa.interval->low,
              apart.kappa.interval->high - apart.kappa.interval->low);
    for (auto& u : units) u.group = 0;
    EXPECT_FALSE(agreement(units).kappa.interval) << "a single group gives no interval";
}

}  // namespace
}  // namespace tangible::index

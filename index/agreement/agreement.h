// Measures how far people who coded the same units agree, beyond what chance would give.  Pure: units in, figures out;
// nothing here knows of stories.  Any number of coders, each of whom may have left out any unit; categories are
// nominal.
//   percent  share of the pairs of coders that agree, on each unit; the mean over units (Gwet 2014)
//   kappa    Cohen 1960; with more than two coders, observed and expected agreement are pooled over all pairs
//            of coders, on the units that a pair shares (De Vries et al. 2008)
//   alpha    Krippendorff 2011, nominal
//   ac1      Gwet 2008, with missing data as in Gwet 2014: chance agreement uses all units, also those of one coder
//
// For instance two coders who say yes (1) or no (0) on three units, and disagree on the last:
//
//     const auto a = agreement({{0, {{0, 1}, {1, 1}}}, {1, {{0, 0}, {1, 0}}}, {2, {{0, 1}, {1, 0}}}});
//     a.percent.value                                            // 2 / 3
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

namespace tangible::index {

/// One coder's category for a unit.  The numbers only have to be distinct.
struct Rating {
    std::uint32_t coder = 0;
    std::uint32_t category = 0;
};

/// What each coder said of one unit; each coder at most once.
struct Unit {
    /// Units of one group are drawn together, since they are not independent: those of one story.
    std::uint32_t group = 0;
    std::vector<Rating> ratings;
};

struct Interval {
    double low = 0, high = 0;
};

/// A measure of agreement with its interval.  Never NaN.
struct Figure {
    /// nullopt when no unit is shared or, but for percent, when everybody used one category.
    std::optional<double> value;
    /// 95 %; nullopt for fewer than two groups, or when fewer than nine in ten draws have a value.
    std::optional<Interval> interval;
};

/// All figures for one set of units.
struct Agreement {
    std::uint32_t units = 0;   ///< coded by anybody
    std::uint32_t shared = 0;  ///< coded by two or more
    std::uint32_t coders = 0;  ///< of shared units
    Figure percent, kappa, alpha, ac1;
};

/// How intervals are drawn.  A thousand draws put 25 values beyond either end of a 95 % interval.
struct Bootstrap {
    std::uint32_t draws = 1000;
    std::uint64_t seed = 1;
};

/// Returns the figures for some units; all empty when no unit is shared.  Intervals are percentiles over draws of whole
/// groups with replacement (cluster bootstrap).  The same units in the same order give the same bits.  O(draws *
/// groups), but with alike groups counted once.
Agreement agreement(const std::vector<Unit>&, const Bootstrap& = {});

}  // namespace tangible::index

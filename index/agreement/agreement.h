// How far people who coded the same units agree, beyond what chance would give.  Pure: units in, figures out; nothing
// here knows of stories.  Any number of coders, each of whom may have left out any unit; categories are nominal.
// Where a figure cannot be (nobody shared a unit, or only one category was ever used) it is not there, and never NaN.
//   percent  of the pairs of coders on a unit, those that agree; the mean over units (Gwet 2014)
//   kappa    Cohen 1960; with more than two coders, observed and expected agreement pooled over all pairs of them,
//            by the units that a pair shares (De Vries et al. 2008)
//   alpha    Krippendorff 2011, nominal
//   ac1      Gwet 2008, with missing data as Gwet 2014; chance by all units, those of one coder too
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

namespace tangible::index {

struct Rating {
    std::uint32_t coder = 0;
    std::uint32_t category = 0;
};

/// What each coder said of one unit; a coder says it once.
struct Unit {
    std::uint32_t group = 0;  ///< units that are drawn together, since they are not independent: those of one story
    std::vector<Rating> ratings;
};

struct Interval {
    double low = 0, high = 0;
};

struct Figure {
    std::optional<double> value;
    std::optional<Interval> interval;  ///< 95 %; none where fewer than nine in ten draws have a value
};

struct Agreement {
    std::uint32_t units = 0;   ///< that anybody coded
    std::uint32_t shared = 0;  ///< of these, coded by two or more
    std::uint32_t coders = 0;  ///< of shared units
    Figure percent, kappa, alpha, ac1;
};

struct Bootstrap {
    std::uint32_t draws = 1000;
    std::uint64_t seed = 1;
};

/// Intervals are percentiles over draws of whole groups; the same units in the same order give the same bits.
/// O(draws * groups).
Agreement agreement(const std::vector<Unit>&, const Bootstrap& = {});

}  // namespace tangible::index

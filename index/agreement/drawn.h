// Counts what people found in stories that were drawn at random and that they read to their ends.  For coders, to see
// what the machine misses.  It is no share of the collection: the order is drawn anew each day, and a first reader may
// see suggestions.
#pragma once
#include "index/agreement/agreement.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include <string>
#include <vector>

namespace tangible::index {

/// Returns Wilson's score interval for a share, of which `part` in `of` were seen; [0, 1] when `of` is 0.  `z` is 1.96
/// for 95 % and 1.645 for 90 %.
Interval wilson(std::uint32_t part, std::uint32_t of, double z = 1.96);

/// How many of the drawn stories have one theme.
struct DrawnShare {
    std::string theme;          ///< Theme::id
    std::uint32_t stories = 0;  ///< with a confirmed passage on the theme when the reader had finished
    std::uint32_t of = 0;       ///< read when the codebook had the theme
    Interval interval;          ///< of the share, 95 %; [0, 1] when `of` is 0
};

/// The shares of all themes.
struct DrawnShares {
    std::uint32_t stories = 0;       ///< drawn and read to the end; the first reader of each counts
    std::vector<DrawnShare> themes;  ///< all of the codebook, in its order; empty when no story was read
};

/// Returns the share of one theme.  Pure.  Only what the first reader had decided when they finished counts.
DrawnShare drawn_share(const Theme&, const std::vector<Decision>&, const std::vector<ReadThrough>&);
/// As `drawn_share`, for all themes of a codebook.
DrawnShares drawn_shares(const Codebook&, const std::vector<Decision>&, const std::vector<ReadThrough>&);

}  // namespace tangible::index

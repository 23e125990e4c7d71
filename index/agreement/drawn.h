// What people found in stories that were drawn at random and that they read to their ends.  For coders, to see what the
// machine misses: no share of the collection, since the order is drawn anew each day and a first reader may see
// suggestions.
#pragma once
#include "index/agreement/agreement.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include <string>
#include <vector>

namespace tangible::index {

/// Where a share of `of` may lie of which `part` were seen, by Wilson; `z` 1.96 for 95 %, 1.645 for 90 %.  Of none,
/// all.
Interval wilson(std::uint32_t part, std::uint32_t of, double z = 1.96);

struct DrawnShare {
    std::string theme;          ///< Theme::id
    std::uint32_t stories = 0;  ///< in which a passage on it stood confirmed when the person was done
    std::uint32_t of = 0;       ///< read when the codebook had the theme
    Interval interval;          ///< of the share, 95 %; of none, all
};

struct DrawnShares {
    std::uint32_t stories = 0;       ///< drawn and read through; the first reader of each counts
    std::vector<DrawnShare> themes;  ///< all of the codebook, in its order; none without a story
};

/// Pure, both.  What a person decided after they were done counts for nothing here.
DrawnShare drawn_share(const Theme&, const std::vector<Decision>&, const std::vector<ReadThrough>&);
DrawnShares drawn_shares(const Codebook&, const std::vector<Decision>&, const std::vector<ReadThrough>&);

}  // namespace tangible::index

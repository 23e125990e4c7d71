// What a row of a public table (a theme by year, by type of partner, ...) says of hidden stories: those that may be
// counted, and that not everybody may read.  A story that anyone may read is no secret and is always counted.  Pure.
//
// 1. Hidden stories join a row in groups of `smallest_group`, in order; the last few wait until there are enough.
// 2. What they add to a cell grows by `smallest_group` or more at once, so that two visits never differ by one story.
// 3. A cell to which 1 to `smallest_group` - 1 of them would add, or all but so many of the row's, is suppressed.
//    Then the smallest other cell that has any, until two or more are suppressed and together reach `smallest_group`:
//    taken from the row's total, the others then do not give a suppressed cell away.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace tangible::index {

struct PublicCell {
    std::uint32_t hidden = 0;  ///< hidden stories that the cell counts; 0 when it is suppressed
    bool suppressed = false;
    bool operator==(const PublicCell&) const = default;
};

struct PublicRow {
    std::uint32_t hidden = 0;  ///< hidden stories that the row's total counts: full groups
    std::vector<PublicCell> cells;
};

/// Of so many hidden stories, those that are in full groups.
std::uint32_t in_full_groups(std::uint32_t hidden);

/// `cells_of` names for each hidden story of the row, in the order in which they came, the cells that it is in.
/// O(stories and their cells + cells^2).
PublicRow public_row(const std::vector<std::span<const std::uint32_t>>& cells_of, std::size_t cells);

}  // namespace tangible::index

// Decides what a row of a public table (a theme by year, by type of partner, ...) shows of hidden stories: stories that
// may be counted but that not everybody may read. A story that anyone may read is no secret and is always counted.
// Pure.
//
// 1. Hidden stories join a row in groups of `smallest_group` (5), in order. The last few wait until a group is full.
// 2. A cell grows by `smallest_group` or more at once, so that two visits never differ by a single story.
// 3. A cell is suppressed when it would count 1 to 4 hidden stories, or all hidden stories of the row except 1 to 4.
//    Then further cells with hidden stories are suppressed, smallest first, until at least two cells are suppressed and
//    together count at least `smallest_group`, or no other such cell is left. Otherwise the row's total would give away
//    the number of a suppressed cell.
//
// For instance a row with 22 hidden stories counts 20, and 2 wait. Of cells with 10, 6, 3 and 1 of the 20, the last two
// are suppressed. They have only 4 stories together, so the cell with 6 is suppressed as well, and only the 10 is
// shown.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace tangible::index {

/// What one cell shows of hidden stories.
struct PublicCell {
    std::uint32_t hidden = 0;  ///< how many it counts; 0 when suppressed
    bool suppressed = false;   ///< the cell's number must be withheld
    bool operator==(const PublicCell&) const = default;
};

/// What one row shows of hidden stories.
struct PublicRow {
    std::uint32_t hidden = 0;  ///< how many the row's total counts: full groups
    std::vector<PublicCell> cells;
};

/// Returns how many of `hidden` stories are in full groups: 12 gives 10.
std::uint32_t in_full_groups(std::uint32_t hidden);

/// Returns what a row shows. `cells_of` has for each hidden story of the row, in the order in which they came, the
/// numbers of the cells that it is in, each below `cells`. A later story never changes the groups before it. O(stories
/// and their cells + cells squared).
PublicRow public_row(const std::vector<std::span<const std::uint32_t>>& cells_of, std::size_t cells);

}  // namespace tangible::index

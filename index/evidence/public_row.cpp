// Adds hidden stories group by group; after each group, a cell takes in those that wait for it once they are enough.
// Then small cells are suppressed, more cells are suppressed to protect them, and their counts are cleared.
//
// Everything depends on full groups only, in an order that never changes. As stories come in, a number that is shown
// therefore stays, or grows by a whole group or more.
#include "index/evidence/public_row.h"
#include "schemas/shapes/evidence.h"
#include <algorithm>

namespace tangible::index {
namespace {

/// What hidden stories add to a cell. `joined` are counted; `waiting` are too few yet.
struct Added {
    std::uint32_t joined = 0, waiting = 0;
    void end_of_group() {
        if (waiting >= smallest_group) joined += waiting, waiting = 0;
    }
    /// Returns what the cell would show. While none have joined, it is those that wait: too few to be shown.
    std::uint32_t hidden() const { return joined ? joined : waiting; }
};

bool is_small(std::uint32_t stories) { return stories > 0 && stories < smallest_group; }

// Suppresses further cells, the smallest first, while a suppressed one could be worked out from the row's total. Every
// suppressed cell has hidden stories.
void suppress_more(std::vector<PublicCell>& cells) {
    for (;;) {
        std::uint32_t sum = 0, several = 0;
        PublicCell* smallest = nullptr;
        for (auto& c : cells) {
            if (c.suppressed)
                sum += c.hidden, ++several;
            else if (c.hidden > 0 && (!smallest || c.hidden < smallest->hidden))
                smallest = &c;
        }
        // Done when nothing is suppressed, or enough is. When no other cell is left, the row's total has stories that
        // are in no cell, which protect as another cell would.
        if (several == 0 || (several > 1 && sum >= smallest_group) || !smallest) return;
        smallest->suppressed = true;
    }
}

}  // namespace

std::uint32_t in_full_groups(std::uint32_t hidden) { return hidden - hidden % smallest_group; }

PublicRow public_row(const std::vector<std::span<const std::uint32_t>>& cells_of, std::size_t cells) {
    PublicRow row{in_full_groups(static_cast<std::uint32_t>(cells_of.size())), std::vector<PublicCell>(cells)};
    std::vector<Added> added(cells);
    // All members of a group join before any cell looks at how many wait.
    for (std::size_t i = 0; i < row.hidden; ++i) {
        for (auto cell : cells_of[i]) ++added[cell].waiting;
        if ((i + 1) % smallest_group != 0) continue;
        for (auto member = i + 1 - smallest_group; member <= i; ++member)
            for (auto cell : cells_of[member]) added[cell].end_of_group();
    }
    for (std::size_t c = 0; c < cells; ++c) {
        const auto hidden = added[c].hidden();
        // Nor may a cell show 9 of the row's 10: that would tell about the one story that is not in it.
        row.cells[c] = {hidden,
                        is_small(hidden) || (hidden > 0 && is_small(row.hidden - std::min(hidden, row.hidden)))};
    }
    suppress_more(row.cells);
    for (auto& c : row.cells)
        if (c.suppressed) c.hidden = 0;
    return row;
}

}  // namespace tangible::index

// Adds hidden stories group by group; after each group, a cell takes in those that wait for it once they are enough.
// Then small cells are suppressed, more cells are suppressed to protect them, and their counts are cleared.
#include "index/evidence/public_row.h"
#include "schemas/shapes/evidence.h"
#include <algorithm>

namespace tangible::index {
namespace {

/// What hidden stories add to a cell: all whose groups brought enough of them, and those that still wait for more.
struct Added {
    std::uint32_t joined = 0, waiting = 0;
    void end_of_group() {
        if (waiting >= smallest_group) joined += waiting, waiting = 0;
    }
    /// What the cell would show; where none have joined yet, what must not be shown.
    std::uint32_t hidden() const { return joined ? joined : waiting; }
};

bool is_small(std::uint32_t stories) { return stories > 0 && stories < smallest_group; }

// Every suppressed cell has hidden stories.
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
        // Without another cell the rest of the total is in no cell of the row, and protects as one would.
        if (several == 0 || (several > 1 && sum >= smallest_group) || !smallest) return;
        smallest->suppressed = true;
    }
}

}  // namespace

std::uint32_t in_full_groups(std::uint32_t hidden) { return hidden - hidden % smallest_group; }

PublicRow public_row(const std::vector<std::span<const std::uint32_t>>& cells_of, std::size_t cells) {
    PublicRow row{in_full_groups(static_cast<std::uint32_t>(cells_of.size())), std::vector<PublicCell>(cells)};
    std::vector<Added> added(cells);
    for (std::size_t i = 0; i < row.hidden; ++i) {
        for (auto cell : cells_of[i]) ++added[cell].waiting;
        if ((i + 1) % smallest_group != 0) continue;
        for (auto member = i + 1 - smallest_group; member <= i; ++member)
            for (auto cell : cells_of[member]) added[cell].end_of_group();
    }
    for (std::size_t c = 0; c < cells; ++c) {
        const auto hidden = added[c].hidden();
        row.cells[c] = {hidden,
                        is_small(hidden) || (hidden > 0 && is_small(row.hidden - std::min(hidden, row.hidden)))};
    }
    suppress_more(row.cells);
    for (auto& c : row.cells)
        if (c.suppressed) c.hidden = 0;
    return row;
}

}  // namespace tangible::index

// Whether words stand side by side, from the places of each: positions in order, each once.
#pragma once
#include "index/reader/budget.h"
#include <cstdint>
#include <span>
#include <vector>

namespace tangible::index {

using Positions = std::vector<std::uint32_t>;

/// Of one word in some stories, story after story.
class PlacesByStory {
public:
    std::span<const std::uint32_t> of(std::size_t n) const {
        return std::span(all_).subspan(starts_[n], starts_[n + 1] - starts_[n]);
    }
    void add(std::span<const std::uint32_t> places) {
        all_.insert(all_.end(), places.begin(), places.end());
        starts_.push_back(all_.size());
    }

private:
    Positions all_;
    std::vector<std::size_t> starts_{0};
};

/// Drops places that have none of `others` at that distance from them.
void keep_followed(Positions& places, std::span<const std::uint32_t> others, std::int64_t distance);
/// Where the first word stands when the others follow it one by one.
Positions phrase_starts(std::span<const Positions> words);
/// Whether some places, one of each word and no two the same, are all within `window` positions, both ends counted.
/// Where words stand at the same places, to find out may cost their number squared for each: the budget is asked.
bool near(std::span<const std::span<const std::uint32_t>> words, std::uint32_t window, Budget&);

}  // namespace tangible::index

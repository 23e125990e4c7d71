// Decides whether words stand side by side or near each other, given the positions of each. Positions ascend, and each
// occurs once.
#pragma once
#include "index/reader/budget.h"
#include <cstdint>
#include <span>
#include <vector>

namespace tangible::index {

/// Positions of one word in one story, ascending.
using Positions = std::vector<std::uint32_t>;

/// The positions of one word in several stories, story after story in one array.
class PlacesByStory {
public:
    /// Returns the positions in the nth story that was added, from 0.
    std::span<const std::uint32_t> of(std::size_t n) const {
        return std::span(all_).subspan(starts_[n], starts_[n + 1] - starts_[n]);
    }
    /// Appends the positions of the next story.
    void add(std::span<const std::uint32_t> places) {
        all_.insert(all_.end(), places.begin(), places.end());
        starts_.push_back(all_.size());
    }

private:
    Positions all_;
    std::vector<std::size_t> starts_{0};
};

/// Keeps only those `places` for which `others` has a position exactly `distance` further on. O(places + others).
void keep_followed(Positions& places, std::span<const std::uint32_t> others, std::int64_t distance);
/// Returns the positions of the first word at which the whole phrase begins: words[i] stands i positions further on.
/// Empty for no words.
Positions phrase_starts(std::span<const Positions> words);
/// Whether each word can be given a position of its own, so that no two are the same and all lie within `window`
/// positions, both ends counted: "made NEAR together" must not be met by one word that is both. O(positions) for two
/// words. For more, words that share positions may cost their number squared for each, so the budget is asked.
bool near(std::span<const std::span<const std::uint32_t>> words, std::uint32_t window, Budget&);

}  // namespace tangible::index

// What `Cues::firings` returns, by places in the codebook: a codebook is checked with it.  `Cues::tag` is no use for
// that, because it names only the cues that decide a passage.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace tangible::index {

/// Where a cue or a guard is in a codebook: the index of its theme, and its row among the theme's cues (or guards).
struct Place {
    std::uint32_t theme = 0, row = 0;
    auto operator<=>(const Place&) const = default;
};

/// Cues whose suggestions people rejected too often: what they find is a hint and not a suggestion.
using Demoted = std::set<Place>;

struct Firings {
    std::string language;             ///< base language of the cues that were looked for, "en"
    std::vector<Place> cues, guards;  ///< each as often as it fired, or switched a cue off
};

}  // namespace tangible::index

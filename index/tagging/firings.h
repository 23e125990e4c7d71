// Every cue that fired in a text and every guard that switched one off, by their places in the codebook: what a
// codebook is checked with.  tag() names only the cue that speaks for a passage.  And cues that tag() leaves out.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace tangible::index {

/// A cue or a guard: which theme of the codebook, and which of its cues or guards.
struct Place {
    std::uint32_t theme = 0, row = 0;
    auto operator<=>(const Place&) const = default;
};

/// Cues of which people kept too little: what they find is a hint, and no suggestion.
using Demoted = std::set<Place>;

struct Firings {
    std::string language;  ///< whose cues were looked for
    std::vector<Place> cues, guards;
};

}  // namespace tangible::index

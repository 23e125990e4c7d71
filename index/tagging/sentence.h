// From what was found in one sentence to its codings: guards switch cues off, pairs must be near, what one theme
// has in a sentence is one coding, and hints say why to look twice.  Inside tagging/ only.
#pragma once
#include "index/tagging/firings.h"
#include "index/tagging/lexicon.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include <span>
#include <string_view>
#include <vector>

namespace tangible::index {

/// More than any story holds; a text made to fire everywhere ends here.
inline constexpr std::size_t max_codings = 10'000;

/// What all sentences of a text have in common.
struct Told {
    std::string_view text;
    const Analysis& analysis;
    const Codebook& book;
    const Lexicon& lexicon;
    const Demoted& left_out;  ///< cues
};

/// Adds the codings of one sentence; `found` is all that was found in it, in order.  O(n log n) in what was found.
void add_codings(std::vector<Coding>& to, const Told&, std::span<const Phrases::Found> found);
/// Adds what fired in one sentence, and the guards that switched a cue off.
void add_firings(Firings& to, const Told&, std::span<const Phrases::Found> found);

}  // namespace tangible::index

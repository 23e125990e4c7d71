// Turns what was found in one sentence into codings: guards switch cues off, both phrases of a pair must be near each
// other, all hits of one theme become one coding, and hints are added.  For tagging/ only.
#pragma once
#include "index/tagging/firings.h"
#include "index/tagging/lexicon.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include <span>
#include <string_view>
#include <vector>

namespace tangible::index {

/// Most codings of one text: more than any story has, and a limit for a text that was made to fire everywhere.
inline constexpr std::size_t max_codings = 10'000;

/// What all sentences of a text have in common.  Everything in it must outlive it.
struct Told {
    std::string_view text;
    const Analysis& analysis;
    const Codebook& book;
    const Lexicon& lexicon;
    const Demoted& left_out;  ///< cues to be ignored
};

/// Adds the codings of one sentence to those of the sentences before it.  `found` is everything found in the sentence,
/// in order of first tokens, and not empty.  O(n log n) in its size.
void add_codings(std::vector<Coding>& to, const Told&, std::span<const Phrases::Found> found);
/// Adds every cue that fired in one sentence, and every guard that switched a cue off.  `found` as in `add_codings`.
void add_firings(Firings& to, const Told&, std::span<const Phrases::Found> found);

}  // namespace tangible::index

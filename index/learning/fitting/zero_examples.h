// Scores of themes before anybody confirmed anything: likeness to the theme's words, raw and beside what is usual for
// the theme; and, once a collection has enough stories, what its likeliest stories have in common (self-training).
#pragma once
#include "index/learning/fitting/linear_score.h"
#include "index/learning/fitting/stories.h"

namespace tangible::index {

struct ZeroSettings {
    std::uint32_t rounds = 2;       ///< of self-training; one is better where people's examples follow
    std::size_t min_stories = 200;  ///< for self-training
};

/// Scores spread about 1 around 0 over all stories and themes; the higher, the likelier.
LinearScore zero_examples(const Stories&, const LinearRows&, const ZeroSettings& = {});
/// The score of each story (rows) for each theme (columns).
Matrix scores(const LinearScore&, const Stories&);

}  // namespace tangible::index

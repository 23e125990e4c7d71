// Scores themes before anybody confirmed anything ("first day"): by likeness to the theme's words, both raw and against
// what is usual for the theme; and, once a collection has enough stories, by what its likeliest stories have in common
// (self-training).
#pragma once
#include "index/learning/fitting/linear_score.h"
#include "index/learning/fitting/stories.h"

namespace tangible::index {

/// How to score without examples.
struct ZeroSettings {
    std::uint32_t rounds = 2;       ///< of self-training; one is better where people's examples follow
    std::size_t min_stories = 200;  ///< without so many there is no self-training
};

/// Returns a score that has mean 0 and a standard deviation of 1 over all stories and themes.  Higher is likelier.
LinearScore zero_examples(const Stories&, const LinearRows&, const ZeroSettings& = {});
/// Returns the score of each story (row) for each theme (column).
Matrix scores(const LinearScore&, const Stories&);

}  // namespace tangible::index

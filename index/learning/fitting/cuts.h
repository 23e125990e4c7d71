// From probabilities to suggestions: one cut for all themes, chosen for F1 on probabilities of stories that the model
// had not seen, and a cut of each theme drawn to it where few examples speak.
#pragma once
#include "index/learning/fitting/measures.h"
#include <vector>

namespace tangible::index {

struct Cuts {
    float all = 0.5f;
    std::vector<float> of;  ///< each theme's
    bool operator==(const Cuts&) const = default;
};

/// The cut before any review.
inline constexpr float first_day_cut = 0.14f;

/// `weights`: how much each pair of story and theme counts; 0 for not at all.  The cut for all is drawn to the first
/// day's while there are few positives: of three accepted passages and nothing else any cut looks best.  A theme's own
/// cut weighs up to .3, the more the more positives it has.
Cuts chosen_cuts(const Given& truth, const Matrix& weights, const Matrix& probabilities, double drawn = 20);

}  // namespace tangible::index

// Decides from which probability on a theme is suggested: one cut for all themes that gives the best F1 on stories that
// the model had not seen, and a cut for each theme that differs from it as far as the theme's examples support that.
#pragma once
#include "index/learning/fitting/measures.h"
#include <vector>

namespace tangible::index {

/// The probabilities from which on themes are suggested.
struct Cuts {
    float all = 0.5f;
    std::vector<float> of;  ///< for each theme
    bool operator==(const Cuts&) const = default;
};

/// The cut before any review.
inline constexpr float first_day_cut = 0.14f;

/// Chooses cuts from pairs of story (row) and theme (column).  `weights` says how much each pair counts; 0 leaves it
/// out.  The cut for all is drawn to the first day's while there are few positives, because any cut looks best on three
/// accepted passages and nothing else.  A theme's own cut counts up to .3: .3 x n / (n + drawn) for n positives.
Cuts chosen_cuts(const Given& truth, const Matrix& weights, const Matrix& probabilities, double drawn = 20);

}  // namespace tangible::index

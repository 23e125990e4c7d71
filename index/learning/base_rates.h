// How often themes are given in a collection, where reviews do not say it.  Examples are searched for and queued, so
// they are richer in themes than the collection, and rare themes come in them as often as common ones: at the desk as
// in a trial of five examples a theme.  Probabilities learned from them are moved to what the stories nobody reviewed
// look like; what is moved is an offset of each theme, so nothing changes within a theme.  Where all is reviewed
// nothing moves.
#pragma once
#include "index/learning/fitting/matrix.h"
#include "index/learning/votes.h"
#include <cstddef>
#include <vector>

namespace tangible::index {

struct ThemeRate {
    std::size_t reviewed = 0, confirmed = 0;
    std::vector<double> open;  ///< logits, as learned from the reviews, of the stories not reviewed for the theme
};

/// From the logits of all stories (rows) for all themes.
std::vector<ThemeRate> theme_rates(const Matrix& logits, const std::vector<Pile>&);

/// What to add to each theme's logits: half of what its open stories say, so that all themes together keep their
/// number; then all less, where there are more than expected.  `expected`: the mean probability of all themes before
/// any review; it counts as much as a hundred reviews of a theme.  Costs forty passes over the logits.
std::vector<double> base_rate_shifts(const std::vector<ThemeRate>&, double expected);

}  // namespace tangible::index

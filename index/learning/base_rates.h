// Estimates how frequent themes are in a collection, where the reviews do not show it.  Stories that people review are
// searched for and queued, so they have more themes than the collection, and rare themes in them are as frequent as
// common ones.  Probabilities learned from reviews are therefore moved towards what the other stories look like: by one
// offset for each theme, so that the ranking of stories within a theme does not change.  Where every story is reviewed,
// nothing moves.
#pragma once
#include "index/learning/fitting/matrix.h"
#include "index/learning/votes.h"
#include <cstddef>
#include <vector>

namespace tangible::index {

/// What is known of how frequent a theme is.
struct ThemeRate {
    std::size_t reviewed = 0, confirmed = 0;  ///< stories that people decided on; and gave the theme
    /// Logits, as learned from the reviews, of the stories that nobody reviewed for the theme.
    std::vector<double> open;
};

/// Returns the rates from the logits of all stories (rows) for all themes (columns).
std::vector<ThemeRate> theme_rates(const Matrix& logits, const std::vector<Pile>&);

/// Returns what to add to each theme's logits.  Each theme moves half of the way that its open stories suggest, such
/// that the number of themes in all open stories stays; then all move down together where that number is more than
/// expected. `expected`: the mean probability of a theme before any review; it counts as much as a hundred reviews of a
/// theme.  Costs some forty passes over the logits.
std::vector<double> base_rate_shifts(const std::vector<ThemeRate>&, double expected);

}  // namespace tangible::index

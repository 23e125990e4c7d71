// The vote of one linear model on one theme: its weights from all reviews, and what models that had not seen a story
// said of it.
#pragma once
#include "index/learning/fitting/linear.h"
#include "index/learning/learn.h"

namespace tangible::index {

/// The reviews of one theme, without those that left it open.
struct Pile {
    std::vector<std::uint32_t> rows;     ///< indices of the stories
    std::vector<std::uint32_t> reviews;  ///< indices of the reviews
    std::vector<char> positive;          ///< by row: people gave the theme
    std::uint32_t positives = 0;         ///< how many rows are positive
    /// Whether there are fewer than two on a side, so that no model could have seen one of them and not the other.
    bool one_sided() const { return positives < 2 || positives + 2 > rows.size(); }
};
/// Returns the reviews that decided on a theme.
Pile pile_of(const std::vector<Review>&, std::uint32_t theme);

/// What one kind of model says of one theme.
struct Vote {
    std::vector<float> weights;  ///< of a fit on the whole pile (LinearFit::weights); empty when it is one-sided
    std::vector<double> unseen;  ///< by row of the pile: the decision of a model fitted without it
    std::vector<char> known;     ///< by row: 0 where that model could not be fitted
    bool unseen_known(std::size_t i) const { return !known.empty() && known[i]; }
};
/// Fits the pile, and again without each fold.  `fold`: the fold of each review.
Vote vote_of(const LinearRows&, const Pile&, const std::vector<std::uint32_t>& fold, std::uint32_t folds,
             const LinearSettings&);

}  // namespace tangible::index

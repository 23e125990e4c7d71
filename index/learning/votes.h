// One linear model's vote on one theme: its weights from all reviews, and what models that had not seen a story said of
// it.
#pragma once
#include "index/learning/fitting/linear.h"
#include "index/learning/learn.h"

namespace tangible::index {

/// The reviews of one theme: those that left it open are not among them.
struct Pile {
    std::vector<std::uint32_t> rows;     ///< stories
    std::vector<std::uint32_t> reviews;  ///< places among the reviews
    std::vector<char> positive;
    std::uint32_t positives = 0;
    /// With fewer than two on a side, no model could have seen one and not the other.
    bool one_sided() const { return positives < 2 || positives + 2 > rows.size(); }
};
Pile pile_of(const std::vector<Review>&, std::uint32_t theme);

struct Vote {
    std::vector<float> weights;  ///< empty when the pile is one-sided
    std::vector<double> unseen;  ///< of each row of the pile
    std::vector<char> known;     ///< 0 where the rest of the pile was one-sided
    bool unseen_known(std::size_t i) const { return !known.empty() && known[i]; }
};
/// `fold`: of each review.
Vote vote_of(const LinearRows&, const Pile&, const std::vector<std::uint32_t>& fold, std::uint32_t folds,
             const LinearSettings&);

}  // namespace tangible::index

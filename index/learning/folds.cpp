// Deals the reviews theme by theme, the rarest theme first, in an order that the seed decides. Each review goes to the
// fold with the fewest confirmations of that theme or, among equals, with the fewest reviews (iterative stratification;
// Sechidis, Tsoumakas and Vlahavas 2011). Dealt at random, a theme with five examples would often miss a fold.
#include "index/learning/folds.h"
#include <algorithm>
#include <numeric>

namespace tangible::index {
namespace {

constexpr std::uint32_t unset = ~std::uint32_t{0};

class Dealer {
public:
    Dealer(const std::vector<Review>& reviews, std::uint32_t folds, std::uint64_t seed)
        : reviews_(reviews), folds_(folds), fold_(reviews.size(), unset), size_(folds), order_(reviews.size()) {
        std::iota(order_.begin(), order_.end(), 0u);
        std::stable_sort(order_.begin(), order_.end(), [&](auto a, auto b) {
            return pair_number(seed, reviews[a].story) < pair_number(seed, reviews[b].story);
        });
    }

    // Rare themes first, because their stories are the hardest to spread. Reviews without any theme fill up the folds.
    std::vector<std::uint32_t> dealt() {
        std::vector<std::pair<std::size_t, std::uint32_t>> themes;
        for (std::uint32_t t = 0; !reviews_.empty() && t < reviews_.front().verdicts.size(); ++t)
            themes.emplace_back(std::count_if(reviews_.begin(), reviews_.end(), [&](auto& r) { return has(r, t); }), t);
        std::sort(themes.begin(), themes.end());
        for (const auto& [count, theme] : themes) deal(theme);
        std::vector<std::size_t> none(folds_);
        for (const auto r : order_)
            if (fold_[r] == unset) put(r, none);
        return fold_;
    }

private:
    static bool has(const Review& r, std::uint32_t theme) { return r.verdicts[theme] == Reviewed::confirmed; }

    void deal(std::uint32_t theme) {
        std::vector<std::size_t> of_theme(folds_);
        for (std::size_t r = 0; r < reviews_.size(); ++r)
            if (fold_[r] != unset && has(reviews_[r], theme)) ++of_theme[fold_[r]];
        for (const auto r : order_)
            if (fold_[r] == unset && has(reviews_[r], theme)) put(r, of_theme);
    }

    // Deals one review to the fold that needs it most.
    void put(std::uint32_t review, std::vector<std::size_t>& of_theme) {
        std::uint32_t best = 0;
        for (std::uint32_t f = 1; f < folds_; ++f)
            if (std::pair(of_theme[f], size_[f]) < std::pair(of_theme[best], size_[best])) best = f;
        fold_[review] = best;
        ++of_theme[best], ++size_[best];
    }

    const std::vector<Review>& reviews_;
    std::uint32_t folds_;
    std::vector<std::uint32_t> fold_;
    std::vector<std::size_t> size_;
    std::vector<std::uint32_t> order_;
};

}  // namespace

std::vector<std::uint32_t> folds_of(const std::vector<Review>& reviews, std::uint32_t folds, std::uint64_t seed) {
    return Dealer(reviews, folds, seed).dealt();
}

}  // namespace tangible::index

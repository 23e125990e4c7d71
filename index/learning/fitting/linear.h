// Fits linear models of one theme against all others: logistic regression, or a support vector machine with squared
// hinge loss.  By dual coordinate descent (Hsieh et al. 2008; Yu, Huang and Lin 2011), where a pass costs as much as
// the stories have numbers, however many terms there are.  Rows are visited in an order drawn from a fixed seed: the
// same rows give the same weights, to the bit.
#pragma once
#include "index/learning/features/features.h"
#include <cstdint>
#include <span>
#include <vector>

namespace tangible::index {

/// What to fit.
struct LinearSettings {
    enum Kind : std::uint8_t { logistic, vectors } kind = logistic;  ///< vectors: the support vector machine
    double cost = 1;        ///< of a row that is wrong, against the size of the weights
    bool balanced = false;  ///< both sides weigh the same in all, however few the positives are
};

/// The result of a fit.
struct LinearFit {
    /// Weights of the terms, of the 100 numbers of the direction, of the theme's own number, and the bias.
    std::vector<float> weights;
    /// Dual variables, by row: how much each row holds the weights; 0 for a row that was not fitted.
    std::vector<double> shares;
};

/// The stories of a collection as rows of features, fitted for one theme after another.
class LinearRows {
public:
    /// `terms` and directions are those of the stories, and `term_count` is Features::size().
    LinearRows(const std::vector<Sparse>& terms, const std::vector<Direction>&, std::uint32_t term_count);
    /// Sets one more number for each row, times `weight`: a theme's own score, for the fits of this theme only.
    void set_own(std::span<const float> numbers, double weight);
    /// Fits `rows`, with `positive` beside them; both sides must occur.  `start`: a fit of much the same rows, to begin
    /// from.
    LinearFit fit(std::span<const std::uint32_t> rows, std::span<const char> positive, const LinearSettings&,
                  const LinearFit* start = nullptr) const;
    /// Returns the decision value of a row: above 0 is yes.
    float decision(std::uint32_t row, std::span<const float> weights) const;
    std::size_t size() const { return own_.size(); }

private:
    friend class LinearDescent;
    // Adds `times` x a row to the weights.
    void add(std::span<float> weights, std::uint32_t row, float times) const;

    std::uint32_t terms_ = 0;
    std::vector<std::size_t> begins_;  ///< of each row in `places_` and `values_`, and the end of the last
    std::vector<std::uint32_t> places_;
    std::vector<float> values_;
    std::vector<float> directions_, own_;  ///< 100 numbers for each row; one number for each row
    std::vector<double> squares_;          ///< squared length of each row with the bias, without its own number
};

}  // namespace tangible::index

// Linear models of one theme against all others, by logistic regression or a support vector machine with squared hinge
// loss: dual coordinate descent (Hsieh et al. 2008; Yu, Huang and Lin 2011), which costs what the stories' own numbers
// cost, however many terms there are.  The rows are visited in an order drawn from a fixed seed: the same rows give the
// same weights to the bit.
#pragma once
#include "index/learning/features/features.h"
#include <cstdint>
#include <span>
#include <vector>

namespace tangible::index {

struct LinearSettings {
    enum Kind : std::uint8_t { logistic, vectors } kind = logistic;
    double cost = 1;
    bool balanced = false;  ///< both sides weigh the same, however few the positives are
};

struct LinearFit {
    /// Of terms, of the direction's numbers, of the theme's own number, and the bias: terms + 102 numbers.
    std::vector<float> weights;
    std::vector<double> shares;  ///< of all rows, how much each holds the weights; 0 for one that was not fitted
};

class LinearRows {
public:
    LinearRows(const std::vector<Sparse>& terms, const std::vector<Direction>&, std::uint32_t term_count);
    /// One number more a row: a theme's own score, that its fit sees and no other.
    void set_own(std::span<const float> numbers, double weight);
    /// `rows` with `positive` beside them; both sides must be there.  `start`: a fit of like rows to begin from.
    LinearFit fit(std::span<const std::uint32_t> rows, std::span<const char> positive, const LinearSettings&,
                  const LinearFit* start = nullptr) const;
    float decision(std::uint32_t row, std::span<const float> weights) const;
    std::size_t size() const { return own_.size(); }

private:
    friend class LinearDescent;
    void add(std::span<float> weights, std::uint32_t row, float times) const;

    std::uint32_t terms_ = 0;
    std::vector<std::size_t> begins_;  ///< of each row in the two below, and the end
    std::vector<std::uint32_t> places_;
    std::vector<float> values_;
    std::vector<float> directions_, own_;
    std::vector<double> squares_;  ///< of each row's length, without its own number
};

}  // namespace tangible::index

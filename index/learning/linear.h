// The door to liblinear: one theme against all others, by logistic regression or a linear support vector machine.
// Only solvers without chance are used (-s 0 and -s 2), so that the same rows give the same weights to the bit.
#pragma once
#include "index/learning/features.h"
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tangible::index {

struct LinearSettings {
    enum Kind : std::uint8_t { logistic, vectors } kind = logistic;
    double cost = 1;
    bool balanced = false;  ///< both sides weigh the same, however few the positives are
    double own_weight = 0.5;
};

/// Weights of terms, of the direction's numbers, of the theme's own number, and the bias: terms + 102 numbers.
using LinearWeights = std::vector<double>;

class LinearRows {
public:
    LinearRows(const std::vector<Sparse>& terms, const std::vector<Direction>&, std::uint32_t term_count);
    ~LinearRows();
    /// One number more a row: a theme's own score, that its fit sees and no other.
    void set_own(std::span<const float> numbers, double weight);
    /// `rows` with `positive` beside them; both sides must be there.  `start`: weights to begin from, may be empty.
    LinearWeights fit(std::span<const std::uint32_t> rows, std::span<const char> positive, const LinearSettings&,
                      const LinearWeights& start) const;
    double decision(std::uint32_t row, const LinearWeights&) const;
    std::size_t size() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::index

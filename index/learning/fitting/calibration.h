// From scores to probabilities: logistic regressions of few numbers, drawn towards what is known already.  Newton's
// steps are halved until they help (Lin, Lin and Weng 2007), so that weak scores and rare themes cannot make them run
// away.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace tangible::index {

struct Drawn {
    std::vector<double> towards, strength;  ///< of each column: strength / 2 x (weight - towards)^2 is the price
};

/// Weights of the columns of `x` (rows one after another) for `yes`; deterministic.  O(rows x columns^2) a step.
std::vector<double> fitted_logistic(std::span<const double> x, std::span<const char> yes, const Drawn&);

/// logit' = slope x logit + offset.
struct Line {
    double slope = 1, offset = 0;
    double operator()(double logit) const { return slope * logit + offset; }
};

inline constexpr double least_slope = 0.5, most_slope = 2;
/// Of one theme's logits, drawn to (1, 0); its slope stays within least_slope and most_slope.
Line fitted_line(std::span<const double> logits, std::span<const char> yes, double slope_strength,
                 double offset_strength);

double probability_of(double logit);
double logit_of(double probability);  ///< of .0001 to .9999; beyond them as at them

}  // namespace tangible::index

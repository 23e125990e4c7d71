// Turns scores into probabilities: logistic regressions of few columns, drawn towards weights that are known to be
// sensible.  Newton's steps are halved until they help (Lin, Lin and Weng 2007), so that weak scores and rare themes
// cannot make the weights run away.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

namespace tangible::index {

/// Weights to which a fit is drawn, for each column: leaving `towards` costs strength / 2 x (weight - towards)^2.
struct Drawn {
    std::vector<double> towards, strength;
};

/// Returns the weights of the columns of `x` (rows one after another) that predict `yes`.  Deterministic; without rows
/// it returns `towards`.  O(rows x columns^2) a step, at most 100 steps.
std::vector<double> fitted_logistic(std::span<const double> x, std::span<const char> yes, const Drawn&);

/// A correction of logits: slope x logit + offset.
struct Line {
    double slope = 1, offset = 0;
    double operator()(double logit) const { return slope * logit + offset; }
};

/// Range of a slope.  A negative one would turn a theme's ranking around, and a steep one is never known from few
/// pairs.
inline constexpr double least_slope = 0.5, most_slope = 2;
/// Returns the line that fits one theme's logits to what people gave, drawn to slope 1 and offset 0.
Line fitted_line(std::span<const double> logits, std::span<const char> yes, double slope_strength,
                 double offset_strength);

/// Returns the logistic function of a logit, without overflow.
double probability_of(double logit);
/// Returns the logit of a probability, which is first limited to [.0001, .9999].
double logit_of(double probability);

}  // namespace tangible::index

// A theme above others is likely when one of those below it is.  Its own logit and theirs are weighed together, on
// stories that the model had not seen.
#pragma once
#include "index/learning/features/targets.h"
#include "index/learning/fitting/measures.h"
#include <array>
#include <vector>

namespace tangible::index {

/// Weights of the theme's own logit, of the logit of those below, and of 1; {1, 0, 0} where those below do not help.
using Mix = std::array<float, 3>;

/// Returns the logit of at least one of `below`, as if they came independently.
double logit_below(std::span<const float> probabilities, const std::vector<std::uint32_t>& below);
/// Returns the logit of a theme above others.
double mixed(const Mix&, double own, double below);
/// Returns the mix of each target.  `counts` marks which pairs of row and target are known.
std::vector<Mix> fitted_mixes(const Targets&, const Given& truth, const Given& counts, const Matrix& probabilities);

}  // namespace tangible::index

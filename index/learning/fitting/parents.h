// A theme above others is likely when one of those below it is: its own logit and theirs together, weighed on stories
// that the model had not seen.
#pragma once
#include "index/learning/features/targets.h"
#include "index/learning/fitting/measures.h"
#include <array>
#include <vector>

namespace tangible::index {

/// Weights of its own logit, of the logit of those below, and 1; {1, 0, 0} where they say nothing.
using Mix = std::array<float, 3>;

/// Of at least one of `below`, if they came independently.
double logit_below(std::span<const float> probabilities, const std::vector<std::uint32_t>& below);
double mixed(const Mix&, double own, double below);
/// `counts`: which pairs of row and theme are known.
std::vector<Mix> fitted_mixes(const Targets&, const Given& truth, const Given& counts, const Matrix& probabilities);

}  // namespace tangible::index

// Finds passages on which people differ: one person says that a passage is about a theme, another that it is not. What
// more of them say counts in all figures (schemas/shapes/coding.h); that they differ at all is a finding of its own.
#pragma once
#include "schemas/shapes/coding.h"
#include <vector>

namespace tangible::index {

/// Returns one decision for each passage on which two people differ: the passage as the first of them marked it.
/// `decisions` are in the order in which they were noted, on any stories and themes. Of one person's decisions on
/// overlapping passages only the last counts. Pure. O(decisions squared) within one story and theme.
std::vector<Decision> disputed(const std::vector<Decision>&);

}  // namespace tangible::index

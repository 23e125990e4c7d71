// Passages of which one person says that they are about a theme, and another that they are not.  The later verdict is
// the one that counts; that they differ is a finding, and stands beside the figures.
#pragma once
#include "schemas/shapes/coding.h"
#include <vector>

namespace tangible::index {

/// Passages where people differ, of decisions in the order in which they were noted, on any stories and themes.  Of one
/// person's decisions on overlapping passages the last counts.  A passage is as the first of those who differ marked
/// it. Pure.  O(decisions squared) within one story and theme.
std::vector<Decision> disputed(const std::vector<Decision>&);

}  // namespace tangible::index

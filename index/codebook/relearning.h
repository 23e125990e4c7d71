// What a changed codebook does to what was learned.  A model is of one edition; besides, a theme whose words changed is
// ranked by other words, whether or not anybody decided on it.  Pure.
#pragma once
#include "schemas/codebooks/codebook.h"
#include <string>
#include <vector>

namespace tangible::index {

/// Themes of the new codebook that are ranked by other words than before: label, definition, include, indicators, cues,
/// examples or near misses are others, or the theme is new.  In the order of the codebook.
std::vector<std::string> worded_anew(const Codebook& before, const Codebook& after);

}  // namespace tangible::index

// Says which themes a model has to learn anew when the codebook changes.  A model belongs to one edition; a theme whose
// words changed is also ranked by other words, whether or not anybody decided on it.  Pure.
#pragma once
#include "schemas/codebooks/codebook.h"
#include <string>
#include <vector>

namespace tangible::index {

/// Returns the ids of themes that the new codebook ranks by other words, in its order: label, definition, include,
/// indicators, cues, examples or near misses changed, the label of the parent or the group did, or the theme is new.
std::vector<std::string> worded_anew(const Codebook& before, const Codebook& after);

}  // namespace tangible::index

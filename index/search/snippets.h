// Cuts the piece of a story that best shows why it was found, at word borders of the store's text.
#pragma once
#include "index/words/analysis.h"
#include "schemas/shapes/query.h"
#include <set>
#include <string>

namespace tangible::index {

/// Returns about `max_letters` code points of `text` with as many different `marked` terms as possible, and where they
/// stand. Without any it returns the piece that starts at `otherwise`, by default the beginning. `marked` are terms as
/// terms.h has them: stems with their prefix, or folded words. O(text bytes + terms found squared).
Snippet snippet(std::string_view text, const std::string& language, const std::set<std::string>& marked, Analyser&,
                Span otherwise = {}, std::size_t max_letters = 200);

}  // namespace tangible::index

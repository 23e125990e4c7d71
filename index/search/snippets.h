// The piece of a story that shows best why it was found, cut from the store's text at word borders.
#pragma once
#include "index/words/analysis.h"
#include "schemas/shapes/query.h"
#include <set>
#include <string>

namespace tangible::index {

/// About `max_letters` of `text` with the most different ones of the `marked` terms in it; its beginning
/// when there are none, or what starts at `otherwise`.  O(text bytes).
Snippet snippet(std::string_view text, const std::string& language, const std::set<std::string>& marked, Analyser&,
                Span otherwise = {}, std::size_t max_letters = 200);

}  // namespace tangible::index

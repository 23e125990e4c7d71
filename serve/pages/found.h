// What is shown of the stories a search found, in the shape that was asked for: for the page, and as CSV.
#pragma once
#include "serve/pages/views.h"
#include <string>

namespace tangible::serve::pages {

/// One story found, with its snippet, passages or places.
View hit_view(const Workspace&, const Names&, const Hit&, Shape);

/// A row a story, or in the other shapes a row a passage or place.
std::string found_csv(const Results&, Shape);

}  // namespace tangible::serve::pages

// Shows the stories that a search found, on the page and as CSV, in the shape that was asked for: stories, passages or
// words in context.
#pragma once
#include "serve/pages/views.h"
#include <string>

namespace tangible::serve::pages {

/// Returns the view of one story found, with its snippet, passages or places.
View hit_view(const Workspace&, const Names&, const Hit&, Shape);

/// Returns CSV (RFC 4180) with a header row: one row for each story or, in the other shapes, for each passage or place.
/// In the shape of stories, a theme that nobody confirmed has a '?' after its id.
std::string found_csv(const Results&, Shape);

}  // namespace tangible::serve::pages

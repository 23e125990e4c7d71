// Passages that a new theme is started from.  Addresses and forms name them by story and place, never by their words,
// so that a passage is shown only while the team may read it.
#pragma once
#include "serve/collection/collection.h"
#include "serve/web/template.h"
#include <string>
#include <vector>

namespace tangible::serve::pages {

struct Started {
    StoryId story;
    Span span;
    std::string quote, language;
};

/// "7F3K-Q2M9-N.120.180"
std::string place_name(const StoryId&, Span);
/// Those of these places that are still passages of stories which the team may read; at most ten.
std::vector<Started> started_from(Workspace&, const std::vector<std::string>& places);
View started_view(const Started&);

}  // namespace tangible::serve::pages

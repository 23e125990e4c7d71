// Passages that a new theme is started from.  Addresses and forms name a passage by its story and span, never by its
// words, so that it is shown only while the team may read the story.
#pragma once
#include "serve/collection/collection.h"
#include "serve/web/template.h"
#include <string>
#include <vector>

namespace tangible::serve::pages {

/// A passage that a theme is started from.
struct Started {
    StoryId story;
    Span span;                    ///< in bytes of the story's text
    std::string quote, language;  ///< its words; base language of the story, or "und"
};

/// Returns the name of a passage in addresses and forms: "7F3K-Q2M9-N.120.180".
std::string place_name(const StoryId&, Span);
/// Returns the passages with these names, at most ten.  A name is left out when it is malformed, when the team may not
/// read the story, or when the span is not exactly a sentence of its text.
std::vector<Started> started_from(Workspace&, const std::vector<std::string>& places);
View started_view(const Started&);

}  // namespace tangible::serve::pages

// Which passages stand for a theme, and which against it, in the tellers' own words.  Confirmed passages first,
// partnerships in turn, so that nobody's story fills the list.  Words come from the store, of stories whose
// tellers let anyone read them and let them be quoted; what no longer stands in the text is not quoted.
#pragma once
#include "index/document/terms.h"
#include "schemas/shapes/evidence.h"
#include "schemas/store/store.h"
#include <string>
#include <vector>

namespace tangible::index {

/// Points into what is being gathered.
struct Passage {
    const StoryId* story;
    const std::string* from;  ///< the partnership's id, or the story's when it has none: who takes turns
    const Coding* coding;     ///< without its quote
};

/// Confirmed before suggested, suggestions with a hint last; within each, partnerships and then stories take turns.
std::vector<Passage> in_turn(const std::vector<Passage>&);
/// One of each in turn, while there are some.
std::vector<Passage> alternating(const std::vector<Passage>&, const std::vector<Passage>&);
/// The first `limit` that can be quoted.
std::vector<Quote> quotes(Store&, const std::vector<Passage>&, std::size_t limit);

}  // namespace tangible::index

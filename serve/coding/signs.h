// Signs that a moderator should look at a story with care: words of danger, of advertising, of a complaint. They come
// from a codebook of their own (schemas/codebooks/signs.yaml, setting `signs`), which tags nothing and counts nowhere.
#pragma once
#include "index/words/analysis.h"
#include "schemas/shapes/story.h"
#include "serve/collection/collection.h"
#include <string>
#include <vector>

namespace tangible::serve {

struct Sign {
    std::string label;     ///< "Somebody may be in danger"
    std::string sentence;  ///< of the story that has the words; "" when the sign is of the whole story
};

/// Returns the signs of the story as it came, in the order of the text; then one for many links. Only staff may see
/// them, since they quote words that may be hidden.
std::vector<Sign> signs_of(const Collection&, const Story& original, index::Analyser&);
/// Returns the label of each sign once.
std::vector<std::string> labels_of(const std::vector<Sign>&);

}  // namespace tangible::serve

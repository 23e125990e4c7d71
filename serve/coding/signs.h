// Signs that a moderator should look at a story with care: words of danger, of advertising, of a complaint. They come
// from a codebook of their own (schemas/codebooks/signs.yaml, setting `signs`), which tags nothing and counts nowhere.
#pragma once
#include "index/tagging/cues.h"
#include "index/words/analysis.h"
#include "schemas/shapes/story.h"
#include "schemas/store/store.h"
#include <string>
#include <vector>

namespace tangible::serve {

struct Sign {
    std::string label;     ///< "Somebody may be in danger"
    std::string sentence;  ///< of the story that has the words; "" when the sign is of the whole story
    bool urgent = false;   ///< its theme is in the group FIRST of the codebook
};

/// Returns the signs of the title and text of the story as it came, in order; then one for many links. Only staff may
/// see them, since they quote words that may be hidden.
std::vector<Sign> signs_of(const index::Cues& signs, const Story& original, index::Analyser&);

/// Returns the story with what its teller added and has not made part of it: a call for help may stand there.
Story with_closed_additions(Store&, Story original);

/// Puts the signs of stories that wait for a moderator, and have none of this edition, into the store: of 500 at most,
/// so that nothing else waits long. Returns whether that was all.
bool note_signs(Store&, const index::Cues& signs);

}  // namespace tangible::serve

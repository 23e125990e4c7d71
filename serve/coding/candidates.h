// Candidates for new themes, for the command line and the desk: from stories in team use, evenly over the collection.
#pragma once
#include "index/codebook/candidates.h"
#include "index/tagging/cues.h"
#include "schemas/store/store.h"
#include <string>

namespace tangible::serve {

inline constexpr char candidates_caution[] =
    "These are passages that no theme catches, grouped by the words they share. Use them as places to look, not as "
    "findings. Nobody has read them for their meaning, and their number does not show how common something is.";

struct Candidates {
    std::vector<index::Candidate> groups;
    std::size_t readable = 0;  ///< stories that the team may read
    std::size_t read = 0, sentences = 0, untagged = 0;
};

/// Reads at most `most_stories`, and most_bytes_tried of text.
Candidates candidates_in(Store&, const index::Cues&, std::size_t most_stories);
std::string to_json(const Candidates&, const std::string& edition);

}  // namespace tangible::serve

// Candidates for new themes: groups of sentences that no theme catches, for the command line and the coding desk.
// The stories are those that the team may read; of a large collection, a sample spread evenly over it.
//
//     const Candidates found = candidates_in(store, cues, 1000);
//     for (const index::Candidate& c : found.groups) print(c.words, c.passages);
#pragma once
#include "index/codebook/candidates.h"
#include "index/tagging/cues.h"
#include "schemas/store/store.h"
#include <string>

namespace tangible::serve {

/// A sentence for people that must stand beside the groups.
inline constexpr char candidates_caution[] =
    "These are passages that no theme catches, grouped by the words they share. Use them as places to look, not as "
    "findings. Nobody has read them for their meaning, and their number does not show how common something is.";

/// The groups, and the numbers that say how much was looked at.
struct Candidates {
    std::vector<index::Candidate> groups;
    std::size_t readable = 0;  ///< stories that the team may read
    /// Stories that were read; their sentences of 6 to 60 words; and how many of these no theme tags.
    std::size_t read = 0, sentences = 0, untagged = 0;
};

/// Returns the candidates in at most `most_stories` stories and about `most_bytes_tried` bytes of text
/// (theme_tryout.h).  The same stories and decisions give the same groups.
Candidates candidates_in(Store&, const index::Cues&, std::size_t most_stories);
/// Returns one JSON object with the groups, the numbers and the caution.  `edition`: the codebook's.
std::string to_json(const Candidates&, const std::string& edition);

}  // namespace tangible::serve

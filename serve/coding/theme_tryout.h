// Tries an edited theme on the stories that the team may read, before anybody saves it.  The cost is limited: in a
// large collection, stories with decisions on the theme come first, then stories where the index finds its cues, then a
// sample spread evenly over all.
//
//     const ThemeTryout t = tried_out(work, codebook, edited.book, "REL.TRUST");
//     print(t.found.come.passages, t.found.go.passages, t.findings);
#pragma once
#include "index/codebook/check.h"
#include "index/codebook/theme_trial.h"
#include "serve/collection/collection.h"

namespace tangible::serve {

/// The result of one try.
struct ThemeTryout {
    index::ThemeTrial::Found found;
    bool redefined = false;    ///< definition, include or exclude differ
    std::size_t readable = 0;  ///< stories that the team may read
    std::size_t reopened = 0;  ///< if redefined, confirmed passages in all stories: people must look at them again
    std::vector<index::Finding> findings;  ///< as findings_on()
};

/// Limits of one try: a person waits for it.  Bytes are those of the stories' texts, and one story may exceed them.
inline constexpr std::size_t most_stories_tried = 2'000, most_bytes_tried = 8 << 20;

/// Tries the theme with this id as `before` and `after` have it; a codebook without it catches nothing.  Changes
/// nothing.  Without an index, the evenly spread sample replaces the stories that it would find.
ThemeTryout tried_out(Workspace&, const Codebook& before, const Codebook& after, const std::string& theme);

/// Returns what `tangible themes check` reports on one theme from the codebook alone.  Lines are 0.
std::vector<index::Finding> findings_on(const Codebook&, const std::string& theme);
/// Returns the sentences that stand word for word in a story that the team may read: a teller's own words must not go
/// into a codebook.  The index proposes fifty stories for each sentence.  Throws what a search throws, so that
/// nothing is saved unchecked while there is no index.
std::vector<std::string> said_by_tellers(Workspace&, const std::vector<std::string>& sentences);

}  // namespace tangible::serve

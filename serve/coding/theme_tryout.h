// An edited theme tried on the stories that the team may read.  What that costs has a bound: in a large collection
// stories with decisions on the theme are tried first, then those where the index finds words of its cues, then others
// evenly over all.
#pragma once
#include "index/codebook/check.h"
#include "index/codebook/theme_trial.h"
#include "serve/collection/collection.h"

namespace tangible::serve {

struct ThemeTryout {
    index::ThemeTrial::Found found;
    bool redefined = false;
    std::size_t readable = 0;              ///< stories that the team may read
    std::size_t reopened = 0;              ///< confirmed passages that rest on another definition, in all of them
    std::vector<index::Finding> findings;  ///< what `themes check` says of the theme
};

inline constexpr std::size_t most_stories_tried = 2'000, most_bytes_tried = 8 << 20;

ThemeTryout tried_out(Workspace&, const Codebook& before, const Codebook& after, const std::string& theme);

/// What `themes check` says of one theme.
std::vector<index::Finding> findings_on(const Codebook&, const std::string& theme);
/// Of these sentences, those that a story has word for word.
std::vector<std::string> said_by_tellers(Workspace&, const std::vector<std::string>& sentences);

}  // namespace tangible::serve

// How a coder came to a story: drawn at random or picked.  Only stories that were drawn show how often themes occur.
// They are read blind, so that neither the machine nor other coders influence what is found in them.
#pragma once
#include "schemas/store/store.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// How one coder came to one story.  At most one of `drawn` and `done` is set.
struct Approach {
    bool drawn = false;  ///< the story is in the coder's queue of today, or was until they began on it today; until
                         ///< they have read it to the end they see only their own work
    bool done = false;   ///< the coder has read the story to the end
};

/// Returns how `coder` came to a story.  `from_queue`: whether the request says so; the claim is checked against the
/// queue.  Without it only `done` can be set.  `now_ms`: milliseconds since 1970.  O(all decisions), but O(readings of
/// the story) without `from_queue`.
Approach approach(Store&, const StoryId&, const std::string& coder, bool from_queue, std::int64_t now_ms);

/// Returns the decisions that `coder` made, in the order given.
std::vector<Decision> decisions_by(std::string_view coder, std::vector<Decision>);

}  // namespace tangible::serve

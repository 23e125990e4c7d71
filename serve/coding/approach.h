// How a coder came to a story: drawn at random or picked, and shown or not shown what others and the machine found.
// Only stories that were drawn show how often themes occur, and only blind readings show agreement that the machine and
// other coders have not influenced.
#pragma once
#include "schemas/store/store.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// How one coder came to one story.  At most one of `drawn` and `done` is set.
struct Approach {
    bool drawn = false;  ///< the story is in the coder's queue of today, or was until they began on it today
    bool blind = false;  ///< drawn for a second reading: before the end, the coder sees only their own work
    bool done = false;   ///< the coder has read the story to the end
};

/// Returns how `coder` came to a story.  `from_queue`: whether the request says so; the claim is checked against the
/// queue.  Without it only `done` can be set.  `now_ms`: milliseconds since 1970.  O(all decisions), but O(readings of
/// the story) without `from_queue`.
Approach approach(Store&, const StoryId&, const std::string& coder, bool from_queue, std::int64_t now_ms);

/// Returns the decisions that `coder` made, in the order given.
std::vector<Decision> decisions_by(std::string_view coder, std::vector<Decision>);

}  // namespace tangible::serve

// How a coder comes to a story: drawn for them or picked, and with or without what others and the machine found.
#pragma once
#include "schemas/store/store.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

struct Approach {
    bool drawn = false;  ///< it stands in their queue of today, or stood there before they began on it today
    bool blind = false;  ///< drawn for a second reading: until they have read it through, they see only their own work
    bool done = false;   ///< they have read it through; then neither of the others
};

/// `from_queue`: the coder followed the queue's link; without, nothing is looked up but whether they are done.
Approach approach(Store&, const StoryId&, const std::string& coder, bool from_queue, std::int64_t now_ms);

std::vector<Decision> decisions_by(std::string_view coder, std::vector<Decision>);

}  // namespace tangible::serve

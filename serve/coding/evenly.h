// A few of many stories, evenly over all of them.
#pragma once
#include "schemas/shapes/story.h"
#include <algorithm>
#include <cstddef>
#include <vector>

namespace tangible::serve {

/// At most `most`, in their order.
inline std::vector<StoryId> evenly(const std::vector<StoryId>& all, std::size_t most) {
    const auto count = std::min(all.size(), most);
    std::vector<StoryId> some;
    for (std::size_t i = 0; i < count; ++i) some.push_back(all[i * all.size() / count]);
    return some;
}

}  // namespace tangible::serve

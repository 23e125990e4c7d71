// A small sample of stories, spread evenly over all of them.
#pragma once
#include "schemas/shapes/story.h"
#include <algorithm>
#include <cstddef>
#include <vector>

namespace tangible::serve {

/// Returns at most `most` of the stories, at equal distances and in their order; all when there are no more than that.
/// The same list gives the same sample.
inline std::vector<StoryId> evenly(const std::vector<StoryId>& all, std::size_t most) {
    const auto count = std::min(all.size(), most);
    std::vector<StoryId> some;
    for (std::size_t i = 0; i < count; ++i) some.push_back(all[i * all.size() / count]);
    return some;
}

}  // namespace tangible::serve

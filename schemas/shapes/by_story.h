// Groups decisions by story.
#pragma once
#include "schemas/shapes/coding.h"
#include <map>
#include <utility>
#include <vector>

namespace tangible {

using DecisionsByStory = std::map<StoryId, std::vector<Decision>>;

/// Returns the decisions on each story, in the order in which they are given.  Stories without one have no entry.
inline DecisionsByStory by_story(std::vector<Decision> decisions) {
    DecisionsByStory of;
    for (auto& d : decisions) of[d.story].push_back(std::move(d));
    return of;
}

}  // namespace tangible

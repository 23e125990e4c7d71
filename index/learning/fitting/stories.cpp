// Weighs the themes' words by the collection first, since the likenesses depend on it, and then makes the terms, the
// direction and the likenesses of each story.
#include "index/learning/fitting/stories.h"
#include <algorithm>

namespace tangible::index {

Stories::Stories(const std::vector<Reading>& readings, ThemeWords& themes)
    : features(readings), likeness(readings.size(), likenesses * themes.themes()) {
    themes.weigh(readings);
    for (std::size_t s = 0; s < readings.size(); ++s) {
        terms.push_back(features.terms_of(readings[s].words));
        directions.push_back(direction_of(readings[s].words));
        const auto like = themes.likeness(readings[s]);
        std::copy(like.begin(), like.end(), likeness.row(s).begin());
    }
}

}  // namespace tangible::index

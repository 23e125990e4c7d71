// All stories of a collection as learning needs them: read once, then features, likenesses and rows made of them.
#pragma once
#include "index/learning/features/features.h"
#include "index/learning/features/theme_words.h"
#include "index/learning/fitting/linear.h"
#include "index/learning/fitting/matrix.h"

namespace tangible::index {

struct Stories {
    Features features;
    std::vector<Sparse> terms;
    std::vector<Direction> directions;
    Matrix likeness;  ///< stories x (kinds x themes)

    /// Also weighs the themes' words by these stories.
    Stories(const std::vector<Reading>&, ThemeWords&);
    std::size_t size() const { return terms.size(); }
};

}  // namespace tangible::index

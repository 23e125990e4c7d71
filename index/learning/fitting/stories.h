// All stories of a collection as learning needs them: read once, then turned into features, likenesses and rows.
#pragma once
#include "index/learning/features/features.h"
#include "index/learning/features/theme_words.h"
#include "index/learning/fitting/linear.h"
#include "index/learning/fitting/matrix.h"

namespace tangible::index {

/// The features of all stories, by index of the story.
struct Stories {
    Features features;
    std::vector<Sparse> terms;
    std::vector<Direction> directions;
    Matrix likeness;  ///< stories x (likenesses x themes), as ThemeWords::likeness() returns it

    /// Weighs the themes' words by these stories as well.
    Stories(const std::vector<Reading>&, ThemeWords&);
    std::size_t size() const { return terms.size(); }
};

}  // namespace tangible::index

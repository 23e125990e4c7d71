// Deals reviews into folds of like size in which each theme's confirmations are spread evenly, so that every story can
// be scored by a model that did not see it.
#pragma once
#include "index/learning/learn.h"

namespace tangible::index {

/// Returns the fold of each review, 0 to `folds` - 1.  The same reviews and seed give the same folds.
std::vector<std::uint32_t> folds_of(const std::vector<Review>&, std::uint32_t folds, std::uint64_t seed);

}  // namespace tangible::index

// A model from a collection: its stories as the team may read them, and what people decided on them.
#pragma once
#include "index/learning/learn.h"
#include "schemas/store.h"

namespace tangible::index {

/// Stories read at most: those with decisions first, then others evenly over the whole collection.
inline constexpr std::size_t max_stories_learned_from = 10'000;

/// What people said of each target over all passages of a story: confirmed when one stands confirmed, rejected when all
/// were rejected, else not reviewed.
std::vector<Reviewed> verdicts_on(const Story&, const std::vector<Decision>&, const Targets&);

/// Stories and reviews in the order of their references, so that the same store gives the same model.
Model learned_from(Store&, const Targets&, Analyser&);

}  // namespace tangible::index

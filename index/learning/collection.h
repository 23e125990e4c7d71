// A model from a collection: its stories as the team may read them, and what people decided on them.
#pragma once
#include "index/learning/learn.h"
#include "schemas/store/store.h"

namespace tangible::index {

/// Stories read at most: those with decisions or read to their ends first, then others evenly over the whole
/// collection.
inline constexpr std::size_t max_stories_learned_from = 10'000;

/// What people said of each target over all passages of a story: confirmed when one stands confirmed, rejected when all
/// were rejected, else not reviewed.
std::vector<Reviewed> verdicts_on(const Story&, const std::vector<Decision>&, const Targets&);

/// As verdicts_on(); and what nobody gave to a story that somebody read to its end is rejected there, unless the
/// codebook did not have it yet, or it is above one that was given.  `story` is the place of the story among others.
Review review_of(std::uint32_t place, const Story&, const std::vector<Decision>&, const std::vector<ReadThrough>&,
                 const Targets&);

/// Of each target the stories that the model takes to be about it and on which nobody decided for or against it, at
/// most so many, the likeliest.  All stories that the team may read: about a second for 5,000 of 100 words.
inline constexpr std::size_t most_hinted = 200;
std::vector<Hinted> hinted_by(const Model&, Store&, const Targets&, const std::function<void()>& step);

/// Stories and reviews in the order of their references, so that the same store gives the same model.
Model learned_from(Store&, const Targets&, Analyser&, const LearnSettings& = {});

}  // namespace tangible::index

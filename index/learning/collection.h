// Learns a model from a collection in a store: its stories as the team may read them, and what people decided on them.
#pragma once
#include "index/learning/learn.h"
#include "schemas/store/store.h"

namespace tangible::index {

/// Most stories read, which bounds time and memory.  Those with decisions or read to their ends come first, then others
/// evenly over the whole collection.
inline constexpr std::size_t max_stories_learned_from = 10'000;

/// Returns what people said of each target over all passages of a story: confirmed when one stands confirmed, rejected
/// when all were rejected, else not reviewed.
std::vector<Reviewed> verdicts_on(const Story&, const std::vector<Decision>&, const Targets&);

/// Returns the review of a story: verdicts_on(), and for a story that somebody read to its end, rejected for every
/// target that nobody gave.  Not rejected: targets that the codebook did not have yet, and targets above one that was
/// given.  `place` is the story's index among those that are learned from.
Review review_of(std::uint32_t place, const Story&, const std::vector<Decision>&, const std::vector<ReadThrough>&,
                 const Targets&);

/// Most stories that hinted_by() returns for a target.
inline constexpr std::size_t most_hinted = 200;
/// Returns for each target the likeliest stories that the model takes to be about it and that nobody decided on, at
/// most `most_hinted`, likeliest first.  Reads all stories that the team may read: about a second for 5,000 of 100
/// words.  `step` is called before each story; an exception from it ends the work.
std::vector<Hinted> hinted_by(const Model&, Store&, const Targets&, const std::function<void()>& step);

/// Returns a model of the store's stories and reviews.  The same store gives the same model.
Model learned_from(Store&, const Targets&, Analyser&, const LearnSettings& = {});

}  // namespace tangible::index

// Learns a model from a collection's stories, a codebook and what people decided.  Without any review the model ranks
// by the codebook's own words ("first day").  Deterministic: chance comes from the seed only, and there are no threads.
// Cost: about 2 s for 2,000 stories of 100 words and 40 themes.
//
//     std::vector<Reading> stories;                        // read(story, analysis, analyser) of each
//     std::vector<Review> reviews{{.story = 0, .verdicts = verdicts_on(story, decisions, targets)}};
//     const Model model = learn(stories, reviews, targets, analyser);
//     Suggester suggester(targets, model, analyser);
//
// collection.h does this for a store.
#pragma once
#include "index/learning/features/reading.h"
#include "index/learning/model.h"
#include <cstdint>
#include <functional>
#include <vector>

namespace tangible::index {

/// What people said of one target in one story.
enum class Reviewed : std::int8_t { rejected = -1, not_reviewed = 0, confirmed = 1 };

/// What people said of one story.
struct Review {
    std::uint32_t story = 0;         ///< index into the stories
    std::vector<Reviewed> verdicts;  ///< one for each target
    /// Drawn at random and read to its end: only such stories show how frequent themes are.
    bool drawn = false;
};

/// How to learn.
struct LearnSettings {
    std::uint32_t folds = 5;  ///< of the cross-validation
    std::uint64_t seed = 1;   ///< decides how reviews are dealt to folds
    /// Called between stories and between themes.  An exception from it ends the work.
    std::function<void()> step = [] {};
};

/// Returns the model.  The stories are all of the collection, reviewed or not; at most one review for each.
Model learn(const std::vector<Reading>& stories, const std::vector<Review>&, const Targets&, Analyser&,
            const LearnSettings& = {});

}  // namespace tangible::index

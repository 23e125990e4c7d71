// A model from a collection's stories, a codebook and what people decided.  No chance that is not seeded, no thread.
// With no review it is the tagger of the first day.  Cost: about 2 s for 2,000 stories of 100 words and 40 themes.
#pragma once
#include "index/learning/features/reading.h"
#include "index/learning/model.h"
#include <cstdint>
#include <functional>
#include <vector>

namespace tangible::index {

enum class Reviewed : std::int8_t { rejected = -1, not_reviewed = 0, confirmed = 1 };

struct Review {
    std::uint32_t story = 0;         ///< place in the stories
    std::vector<Reviewed> verdicts;  ///< of each target
    bool drawn = false;              ///< at random and read to its end: tells how often themes are given
};

struct LearnSettings {
    std::uint32_t folds = 5;
    std::uint64_t seed = 1;
    /// Called between stories and between themes.  What it throws ends the work.
    std::function<void()> step = [] {};
};

Model learn(const std::vector<Reading>& stories, const std::vector<Review>&, const Targets&, Analyser&,
            const LearnSettings& = {});

}  // namespace tangible::index

// What was learned of a collection, as the store keeps it: a model, what it hints at, and how often people kept what
// each rule found.
#pragma once
#include "schemas/shapes/story.h"
#include <cstdint>
#include <string>
#include <vector>

namespace tangible {

/// How often people kept what a cue of a theme found; of what was learned when `cue` is "".
struct RuleRecord {
    std::string theme, cue;  ///< Theme::id and Cue::name
    std::uint32_t kept = 0, decided = 0;
    bool demoted = false;  ///< what it finds is a hint, that no number counts
    bool operator==(const RuleRecord&) const = default;
};

/// A story that may be about a theme.
struct Hinted {
    StoryId story;
    std::string theme;
    std::int64_t chance = 0;  ///< that it is, in ten-thousandths
    bool operator==(const Hinted&) const = default;
};

/// Of which codebook edition, when, and from which state of the store it was learned.
struct Learned {
    std::int64_t number = 0;  ///< given by the store; a later model has a higher one
    std::string edition;      ///< of the codebook
    std::int64_t made_ms = 0;
    std::int64_t revision = 0;        ///< of the store that it was learned from
    std::int64_t last_judgement = 0;  ///< Store::last_judgement() then
    std::string bytes;                ///< index/learning/model.h
    std::vector<Hinted> hinted{};     ///< not given back with the model
    std::vector<RuleRecord> rules{};
};

}  // namespace tangible

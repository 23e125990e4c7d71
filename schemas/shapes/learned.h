// What the program learned from a collection, as the store keeps it: a model, the stories it hints at, and how often
// people kept what each rule found.
#pragma once
#include "schemas/shapes/story.h"
#include <cstdint>
#include <string>
#include <vector>

namespace tangible {

/// How often people kept what a cue of a theme found.  With `cue` "", how often they kept what the model hinted at.
struct RuleRecord {
    std::string theme, cue;               ///< Theme::id and Cue::name
    std::uint32_t kept = 0, decided = 0;  ///< `decided` finds were judged, `kept` of them confirmed
    bool demoted = false;                 ///< true: what the rule finds is only a hint and is not counted
    bool operator==(const RuleRecord&) const = default;
};

/// A story that, by the model, may be about a theme.
struct Hinted {
    StoryId story;
    std::string theme;
    std::int64_t chance = 0;  ///< probability that it is, in ten-thousandths (0 to 10,000)
    bool operator==(const Hinted&) const = default;
};

/// A model, and what it was learned from.
struct Learned {
    std::int64_t number = 0;  ///< given by the store; a later model has a higher one
    std::string edition;      ///< of the codebook
    std::int64_t made_ms = 0;
    std::int64_t revision = 0;        ///< revision of the store at that time
    std::int64_t last_judgement = 0;  ///< Store::last_judgement() at that time
    std::string bytes;                ///< the model, as index/learning/model.h writes it
    std::vector<Hinted> hinted{};     ///< for Store::put(); Store::model() leaves it empty
    std::vector<RuleRecord> rules{};  ///< for Store::put()
};

}  // namespace tangible

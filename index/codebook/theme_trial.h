// One theme on real stories, as a codebook has it and as it would have it after an edit: what its cues catch and miss,
// and what people decided on those passages.  Pure; the stories come from the caller, one by one, and nothing changes.
#pragma once
#include "index/tagging/cues.h"
#include "schemas/shapes/story.h"
#include <optional>
#include <string>
#include <vector>

namespace tangible::index {

struct TriedPassage {
    StoryId story;
    Span span;
    std::string quote;
    std::string cue;  ///< that catches it, or did; "" where none does
};

/// Passages of one kind: all are counted, the first few kept.
struct TriedPassages {
    std::size_t passages = 0;
    std::vector<TriedPassage> first;
};

class ThemeTrial {
public:
    /// A theme that one of the codebooks does not have catches nothing there.  Keeps `most` passages of each kind.
    ThemeTrial(const Codebook& before, const Codebook& after, const std::string& theme, std::size_t most = 20);
    void add(const Story&, const Analysis&, Analyser&, const std::vector<Decision>&);

    struct Found {
        std::size_t stories = 0;                    ///< tried
        std::size_t caught_before = 0, caught = 0;  ///< stories in which a cue fires
        std::size_t stories_come = 0, stories_go = 0;
        TriedPassages come, go, stay;             ///< caught now and not before, before and not now, both
        std::size_t confirmed = 0, rejected = 0;  ///< passages as people's decisions stand
        TriedPassages missed;                     ///< confirmed, and no cue catches them
        TriedPassages caught_again;               ///< rejected, and a cue catches them
        TriedPassages held_back;                  ///< a guard alone keeps a cue from catching them
    };
    const Found& found() const { return found_; }
    /// Definition, include or exclude are others, so that what was confirmed rests on other words.
    bool redefined() const { return redefined_; }

private:
    std::string theme_;
    std::size_t most_;
    bool redefined_ = false;
    std::optional<Cues> before_, after_, unguarded_;
    Found found_;
};

}  // namespace tangible::index

// Tries one theme on real stories, as the codebook has it and as an edit would have it: what its cues catch and miss,
// and what people decided on those passages.  Pure; the caller brings the stories, one by one, and nothing is changed.
//
//     ThemeTrial trial(codebook, edited, "REL.TRUST");
//     for (const Story& s : stories) trial.add(s, analysis_of(s), analyser, decisions_on(s));
//     print(trial.found().come.passages, trial.found().missed.first);
#pragma once
#include "index/tagging/cues.h"
#include "schemas/shapes/story.h"
#include <optional>
#include <string>
#include <vector>

namespace tangible::index {

/// A passage of a story, by its bytes in the text.
struct TriedPassage {
    StoryId story;
    Span span;
    std::string quote;
    std::string cue;  ///< that catches it, before or after the edit; "" where none does
};

/// Passages of one kind: all are counted, the first few kept.
struct TriedPassages {
    std::size_t passages = 0;
    std::vector<TriedPassage> first;
};

/// Compares two versions of one theme.
class ThemeTrial {
public:
    /// `theme`: its id in both codebooks; one that does not have it catches nothing.  Keeps `most` passages of each
    /// kind.
    ThemeTrial(const Codebook& before, const Codebook& after, const std::string& theme, std::size_t most = 20);
    /// Counts one story.
    void add(const Story&, const Analysis&, Analyser&, const std::vector<Decision>&);

    /// What was found in the stories so far.
    struct Found {
        std::size_t stories = 0;                       ///< tried
        std::size_t caught_before = 0, caught = 0;     ///< stories in which a cue fires
        std::size_t stories_come = 0, stories_go = 0;  ///< caught only after the edit, only before
        TriedPassages come, go, stay;                  ///< caught only after the edit, only before, both times
        std::size_t confirmed = 0, rejected = 0;       ///< passages on the theme, as people's decisions stand
        TriedPassages missed;                          ///< confirmed, but no cue catches them after the edit
        TriedPassages caught_again;                    ///< rejected, but a cue catches them after the edit
        TriedPassages held_back;                       ///< only a guard keeps a cue from catching them
    };
    const Found& found() const { return found_; }
    /// Definition, include or exclude changed, so that passages were confirmed under other words.
    bool redefined() const { return redefined_; }

private:
    std::string theme_;
    std::size_t most_;
    bool redefined_ = false;
    std::optional<Cues> before_, after_, unguarded_;
    Found found_;
};

}  // namespace tangible::index

// From people's decisions to how far they agree, theme by theme and over all.
// The unit is a theme in a story.  A coder coded it when they decided on any passage of the story under that theme;
// they say yes when a passage stands that they accepted or added, else no.  Whether the words are still there is not
// asked, so that no text is read.
#pragma once
#include "index/agreement/agreement.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include <string>
#include <vector>

namespace tangible::index {

struct ThemeAgreement {
    std::string theme;  ///< Theme::id
    Agreement agreement;
    std::uint32_t yes = 0, ratings = 0;  ///< of shared units: what coders said
};

/// A unit on which coders say different things.
struct Difference {
    std::string theme;
    StoryId story;
    bool operator==(const Difference&) const = default;
};

struct CodersAgreement {
    std::vector<ThemeAgreement> themes;   ///< those of the codebook that anybody coded, in its order
    ThemeAgreement pooled;                ///< over these; its theme is ""
    std::vector<Difference> differences;  ///< theme by theme
    std::uint32_t stories = 0;            ///< with a unit that two or more coded
    std::uint32_t left_out = 0;           ///< decisions under themes that the codebook does not have
};

/// O(draws * decisions).
CodersAgreement coders_agreement(const Codebook&, const std::vector<Decision>&, const Bootstrap& = {});

/// Over all themes, of the stories that two or more read to their ends, at least one of them blind.  What a reader did
/// not mark by then they say is not there, of the themes that the codebook had, and what they decided later counts for
/// nothing.
ThemeAgreement blind_agreement(const Codebook&, const std::vector<Decision>&, const std::vector<ReadThrough>&,
                               const Bootstrap& = {});

}  // namespace tangible::index

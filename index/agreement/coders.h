// Measures from people's decisions how far they agree, theme by theme and over all themes.  The unit is a theme in a
// story.  A coder coded it when they decided on any passage of the story under that theme.  They say yes when one of
// their passages, accepted or added, still stands by their own later decisions, else no.  Stories' texts are not read,
// so a decision also counts when its words are no longer there.
#pragma once
#include "index/agreement/agreement.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include <string>
#include <vector>

namespace tangible::index {

/// How far coders agree on one theme.
struct ThemeAgreement {
    std::string theme;  ///< Theme::id; "" for all themes together
    Agreement agreement;
    std::uint32_t yes = 0, ratings = 0;  ///< on shared units: how many ratings said yes, and how many there are
};

/// A unit on which coders disagree.
struct Difference {
    std::string theme;
    StoryId story;
    bool operator==(const Difference&) const = default;
};

/// How far the coders of a collection agree.
struct CodersAgreement {
    std::vector<ThemeAgreement> themes;   ///< in the order of the codebook; without themes that nobody coded
    ThemeAgreement pooled;                ///< all units of these themes
    std::vector<Difference> differences;  ///< theme by theme, in the order of the codebook
    std::uint32_t stories = 0;            ///< with a unit that two or more coded
    std::uint32_t left_out = 0;           ///< decisions under themes that the codebook does not have
};

/// Measures agreement on all decisions, which must be in the order in which they were noted.  O(draws * decisions).
CodersAgreement coders_agreement(const Codebook&, const std::vector<Decision>&, const Bootstrap& = {});

/// Measures agreement over all themes on stories that two or more people read to their ends, at least one of them
/// blind.  What a reader did not mark by then counts as no, for the themes that the codebook had then.  Decisions after
/// the end of a reading do not count.
ThemeAgreement blind_agreement(const Codebook&, const std::vector<Decision>&, const std::vector<ReadThrough>&,
                               const Bootstrap& = {});

}  // namespace tangible::index

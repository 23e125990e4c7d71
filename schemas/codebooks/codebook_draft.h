// A theme as a person types it into the page that edits codebooks: texts, and lists with one item on each line.
//
// A cue is typed as in the codebook's YAML: words, or [a phrase, another phrase, number of words].  "a phrase NEAR/4
// another phrase" means the same.  All functions are pure.
#pragma once
#include "schemas/codebooks/codebook.h"
#include <string>
#include <vector>

namespace tangible {

/// A theme as typed, not checked.
struct ThemeDraft {
    /// The cues and guards of one language.
    struct Words {
        std::string language;               ///< BCP 47 primary language: "en"
        std::string cues, against, guards;  ///< one on each line
    };
    std::string id, label, definition, include, exclude;
    std::vector<Words> words;                       ///< the codebook's own language first
    std::string indicators, examples, near_misses;  ///< one on each line
    std::string group;                              ///< id of the group to which a new theme is added
};

/// Returns the draft of a theme as it is now.  It has Words for every language of the codebook, so that cues can be
/// typed in each.
ThemeDraft draft_of(const Codebook&, const Theme&);
/// Returns the draft of a new theme: empty, with Words for every language of the codebook.
ThemeDraft empty_draft(const Codebook&);

/// The YAML of a theme, line by line, each with the field it came from, so that a complaint about a line can be shown
/// at the field.
struct DraftLines {
    struct Line {
        std::string text, field;  ///< field: "label", "cues-en", "examples"; "" when it came from none
        std::string typed;        ///< the item as it was typed; "" for the key of a list
    };
    std::vector<Line> lines;
};
/// Returns the YAML of a draft.  Keys that cannot be typed (parent, opposites, sources) are copied from `before`, the
/// theme as it was; `before` is nullptr for a new theme.
DraftLines yaml_of(const ThemeDraft&, const Theme* before, const std::string& codebook_language);

/// Returns the lines of a text, trimmed, without the empty ones.  Control characters become spaces.
std::vector<std::string> lines_of(const std::string& typed);
/// Returns a text without line ends as a YAML scalar: plain when it can mean nothing but itself, else in double quotes.
std::string yaml_scalar(const std::string&);

}  // namespace tangible

// A theme as a person types it: texts, and lists with an item on each line.  A cue is written as in the codebook's
// YAML: words, or [a phrase, another, number of words]; "a phrase NEAR/4 another" is the same.  Pure.
#pragma once
#include "schemas/codebooks/codebook.h"
#include <string>
#include <vector>

namespace tangible {

struct ThemeDraft {
    struct Words {
        std::string language;  ///< BCP 47
        std::string cues, against, guards;
    };
    std::string id, label, definition, include, exclude;
    std::vector<Words> words;  ///< the codebook's own language first
    std::string indicators, examples, near_misses;
    std::string group;  ///< of a theme that is new
};

/// One in each language of the codebook, so that every language can be typed in.
ThemeDraft draft_of(const Codebook&, const Theme&);
/// A theme that is not there yet.
ThemeDraft empty_draft(const Codebook&);

/// Lines of the theme's YAML, and for each the field that it came from: "label", "cues-en", "examples".
struct DraftLines {
    struct Line {
        std::string text, field;
        std::string typed;  ///< the item, as it was typed
    };
    std::vector<Line> lines;
};
/// What the form does not hold (parent, opposites, sources) stays as it is in `before`, where there is one.
DraftLines yaml_of(const ThemeDraft&, const Theme* before, const std::string& codebook_language);

/// Trimmed lines of a text that is no empty one.
std::vector<std::string> lines_of(const std::string& typed);
/// A text on one line as YAML: plain where nothing in it could mean something else.
std::string yaml_scalar(const std::string&);

}  // namespace tangible

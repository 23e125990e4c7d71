// Finds other ways to say what a question says, by the codebook's own cues. Words that are a cue of a theme also stand
// for the theme's other cues of the same polarity and language. Only plain cues take part: one phrase of at most three
// words, none of them in a guard of the theme.
//
// Made once from a codebook and const afterwards; it knows no story.
#pragma once
#include "index/words/analysis.h"
#include "schemas/codebooks/codebook.h"
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tangible::index {

/// The plain cues of a codebook, by their stems.
class Synonyms {
public:
    /// Words of the longest cue that is recognised; cues that one cue is replaced by, at most.
    static constexpr std::size_t most_words = 6, most_alternatives = 12;

    /// Another cue of the same theme.
    struct Other {
        std::string name;                ///< as the codebook has it
        std::vector<std::string> stems;  ///< in order
    };
    /// What some words mean besides themselves.
    struct Meant {
        const Theme* theme = nullptr;  ///< nullptr: the words are no cue, or their theme has no other
        std::string language;          ///< of the cue and of all `others`
        std::vector<Other> others;     ///< at most most_alternatives
    };

    /// Stems all plain cues. `codebook` must outlive this object; the analyser need not.
    Synonyms(const Codebook&, Analyser&);
    /// Returns what `words`, folded and in order, mean as a cue. When they are a cue of several themes, the first in
    /// the codebook counts. O(languages + cues).
    Meant of(const std::vector<std::string>& words, Analyser&) const;

private:
    /// A cue of one phrase, in stems.
    struct Plain {
        const Theme* theme;
        const Cue* cue;
        std::vector<std::string> stems;
        bool offered;  ///< may stand for other cues: at most three words, none in a guard
    };
    using Key = std::pair<std::string, std::vector<std::string>>;  ///< language, stems

    std::vector<Plain> cues_;           ///< in the order of the codebook
    std::map<Key, std::size_t> first_;  ///< index in `cues_` of the first cue with these stems
    std::vector<std::string> languages_;
};

}  // namespace tangible::index

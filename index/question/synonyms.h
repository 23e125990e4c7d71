// The other ways to say what a question says, from the codebook's own cues: words that are a cue of a theme stand
// also for the theme's other cues of the same polarity and language.  Only plain ones: a phrase of at most three words
// that no guard of the theme touches.  Made once from a codebook, const ever after; it knows no story.
#pragma once
#include "index/words/analysis.h"
#include "schemas/codebooks/codebook.h"
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tangible::index {

class Synonyms {
public:
    static constexpr std::size_t most_words = 6, most_alternatives = 12;

    struct Other {
        std::string name;                ///< as the codebook has it
        std::vector<std::string> stems;  ///< in order
    };
    struct Meant {
        const Theme* theme = nullptr;
        std::string language;       ///< of the cue and of all `others`
        std::vector<Other> others;  ///< at most most_alternatives
    };

    /// `codebook` must outlive it.
    Synonyms(const Codebook&, Analyser&);
    /// What words (folded, in order) are a cue of; of several themes the first in the codebook, with theme none when
    /// they are no cue, or the only one.
    Meant of(const std::vector<std::string>& words, Analyser&) const;

private:
    struct Plain {
        const Theme* theme;
        const Cue* cue;
        std::vector<std::string> stems;
        bool offered;  ///< short, and touched by no guard
    };
    using Key = std::pair<std::string, std::vector<std::string>>;  ///< language, stems

    std::vector<Plain> cues_;  ///< in the order of the codebook
    std::map<Key, std::size_t> first_;
    std::vector<std::string> languages_;
};

}  // namespace tangible::index

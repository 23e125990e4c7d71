// What each phrase of one language is looked for: a theme's cue, a guard, a hint.  Inside tagging/ only.
#pragma once
#include "index/tagging/phrases.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

struct Lexicon {
    struct Sense {
        enum Kind : std::uint8_t { cue, guard, hint } kind;
        std::uint32_t theme = 0;  ///< place in the codebook
        std::uint32_t row = 0;    ///< of the theme's cues, or of hint_words()
        std::uint32_t side = 0;   ///< which of a pair
        bool possessive = false;  ///< the text must say 's as well: "the Trust's" is a body, "the trust" is not
    };

    explicit Lexicon(const std::string& language) : phrases(language) {}
    void add(std::string_view phrase, Sense sense, Analyser& analyser) {
        phrases.add(phrase, static_cast<std::uint32_t>(senses.size()), analyser);
        senses.push_back(sense);
    }

    Phrases phrases;
    std::vector<Sense> senses;  ///< by number of a phrase
};

inline bool is_possessive(std::string_view word) { return word.ends_with("'s") || word.ends_with("’s"); }

}  // namespace tangible::index

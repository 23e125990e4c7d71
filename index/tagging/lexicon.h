// All phrases of one language, and what each of them stands for: a cue of a theme, a guard, or a hint.  For tagging/
// only.
#pragma once
#include "index/tagging/phrases.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

/// The phrases of one language with their senses.  A phrase's number is its index in `senses`.
struct Lexicon {
    /// What a phrase stands for.  The same words may be phrases of several senses, each with its own number.
    struct Sense {
        enum Kind : std::uint8_t { cue, guard, hint } kind;
        std::uint32_t theme = 0;  ///< index into Codebook::themes; 0 for a hint
        std::uint32_t row = 0;    ///< index into the theme's cues or guards, or into hint_words()
        std::uint32_t side = 0;   ///< of a cue of two phrases that must be near each other: which one
        /// The text must have 's as well.  Folding drops it, but in "the Trust's decision" the guard means an
        /// organisation, and "the trust" does not.
        bool possessive = false;
    };

    explicit Lexicon(const std::string& language) : phrases(language) {}
    /// Adds a phrase.  Phrases without a word are never found.
    void add(std::string_view phrase, Sense sense, Analyser& analyser) {
        phrases.add(phrase, static_cast<std::uint32_t>(senses.size()), analyser);
        senses.push_back(sense);
    }

    Phrases phrases;
    std::vector<Sense> senses;  ///< by number of the phrase
};

/// Decides whether a word ends in 's, with a straight or a curly apostrophe.
inline bool is_possessive(std::string_view word) { return word.ends_with("'s") || word.ends_with("’s"); }

}  // namespace tangible::index

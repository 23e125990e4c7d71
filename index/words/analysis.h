// The one analysis: tokens, folded forms, stems and sentences of a normal text, made once and used
// by tagger, index, query, snippets and evidence, so that a cue and a search word match by one rule.
//   co-production, coproduction, co‑production are one term; case and accents fold; composed and
//   decomposed letters are one; words are stemmed in the language of their text, and only where a
//   stemmer for it exists (Welsh is not stemmed as English); scripts without spaces are segmented (ICU).
// "co production" is that term too: a prefix that is no word by itself joins the next word as a hyphen does.
// One Analyser per thread; it remembers the words it met (see `words`).  Cost: linear; an ASCII word never reaches ICU.
#pragma once
#include "schemas/ground/text.h"
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

struct Token {
    Span span;               ///< in the normal text
    std::uint32_t word = 0;  ///< Analyser's number for the folded form
    std::uint32_t sentence = 0;
};

struct Analysis {
    std::vector<Token> tokens;  ///< in order; a token's position is its place in this vector
    std::vector<Span> sentences;
    std::string language;  ///< of the text, "en" of "en-GB"; its stemmer is used where there is one
};

class Analyser {
public:
    Analyser();
    ~Analyser();
    Analysis analyse(std::string_view normal_text, std::string_view language);
    /// Folded form and stem of a token's word, at most 64 bytes each, cut at a UTF-8 border.  They stay while the
    /// Analyser does.
    std::string_view folded(std::uint32_t word) const;
    std::string_view stem(std::uint32_t word, std::string_view language);
    /// The stem's own number, so that stems can be compared and counted as numbers.
    std::uint32_t stem_number(std::uint32_t word, std::string_view language);
    /// The words that hyphens (or the like) made one: "co" and "production".  Empty for any other token.
    std::vector<std::uint32_t> parts(std::string_view normal_text, const Token&);
    /// A number that a reader of many texts keeps beside each word, 0 at first; `owner` is unique to that reader.
    std::vector<std::uint32_t>& beside(std::uint64_t owner);
    /// How many words it has met.  Whoever keeps one for long starts afresh above `many_words`.
    std::size_t words() const;
    static constexpr std::size_t many_words = 300'000;
    /// Stem of any one word in a language ("en", "pl", ...): what the index holds for it.
    std::string stem_of(std::string_view word, std::string_view language);
    /// The languages that have a stemmer here, BCP 47.
    static const std::vector<std::string>& stemmed_languages();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::index

// The one analysis of a text: tokens, folded forms, stems and sentences.  The tagger, the index, queries, snippets and
// evidence all use it, so that a cue and a search word match by the same rules:
//   - co-production, coproduction and co‑production (with a no-break hyphen) are one term; so is "co production",
//     because a prefix such as "co" joins the next word as a hyphen does;
//   - case, accents, and composed or decomposed letters make no difference (fold.h);
//   - words are stemmed in the language of their text, and not at all where that language has no stemmer (Welsh is not
//     stemmed as if it were English);
//   - scripts without spaces, such as Chinese or Thai, are segmented with ICU's dictionaries.
//
//     Analyser analyser;                                             // one per thread
//     const Analysis a = analyser.analyse(story.text, "en-GB");      // a.language is "en"
//     for (const Token& t : a.tokens)
//         count(analyser.stem(t.word, a.language), cut(story.text, t.span));
//
// Cost: linear in the bytes of the text.  ASCII words never reach ICU.
#pragma once
#include "schemas/ground/text.h"
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

/// One word of a text.
struct Token {
    Span span;                   ///< in bytes of the normal text, as written
    std::uint32_t word = 0;      ///< the Analyser's number for the folded form
    std::uint32_t sentence = 0;  ///< index into Analysis::sentences
};

/// The words and sentences of one text.  Word numbers mean something only to the Analyser that made them.
struct Analysis {
    std::vector<Token> tokens;    ///< in the order of the text; a token's position is its index here
    std::vector<Span> sentences;  ///< in the order of the text, in bytes of the normal text
    std::string language;         ///< base language of the text in lower case: "en" for "en-GB", "und" when unknown
};

/// Analyses texts and numbers their words.  Use one per thread.  It caches every distinct word, so it grows with the
/// vocabulary it has met (see `many_words`).
class Analyser {
public:
    Analyser();
    ~Analyser();
    /// Returns the tokens and sentences of a text that normalise.h made normal.  `language` is a BCP 47 tag or "".
    /// An empty text gives no tokens.  Throws Error{storage} when ICU has no rules for segmenting a script without
    /// spaces.
    Analysis analyse(std::string_view normal_text, std::string_view language);
    /// Returns the folded form of a word by its number: UTF-8, at most 64 bytes, cut between letters.  The view stays
    /// valid as long as the Analyser.
    std::string_view folded(std::uint32_t word) const;
    /// Returns the stem of a word in a language ("en"); the folded form itself where the language has no stemmer.  Size
    /// and lifetime are those of `folded`.
    std::string_view stem(std::uint32_t word, std::string_view language);
    /// Returns the number of the stem, so that stems can be compared and counted as numbers.
    std::uint32_t stem_number(std::uint32_t word, std::string_view language);
    /// Returns the words that a hyphen, an apostrophe or a space joined into this token: "co" and "production".  Empty
    /// for any other token.
    std::vector<std::uint32_t> parts(std::string_view normal_text, const Token&);
    /// Returns a table with one number for each word met so far, 0 at first, in which the caller may cache what it
    /// knows of a word.  `owner` identifies the caller and must be unique (Phrases takes one from a counter).  Call
    /// again after new words were met: the call makes room for them.
    std::vector<std::uint32_t>& beside(std::uint64_t owner);
    /// Number of distinct words cached.  Replace a long-lived Analyser when it has more than `many_words`.
    std::size_t words() const;
    /// A word costs some 50 bytes, so this is about 15 MB.
    static constexpr std::size_t many_words = 300'000;
    /// Returns the stem of one written word in a language ("en", "pl"), which is the term that the index has for it; ""
    /// when folding leaves nothing of the word.
    std::string stem_of(std::string_view word, std::string_view language);
    /// BCP 47 codes of the languages that have a stemmer, in alphabetical order.
    static const std::vector<std::string>& stemmed_languages();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::index

// What learning sees of a text: its stems, as numbers that mean the same in every run, and its passages.  The text
// itself is not kept.  Texts with the same stems have the same features, whatever their language: a stem is hashed as
// written.
#pragma once
#include "index/words/analysis.h"
#include "schemas/shapes/story.h"
#include <cstdint>
#include <string_view>
#include <vector>

namespace tangible::index {

/// A text as learning sees it.
struct Reading {
    /// One word.
    struct Word {
        std::uint64_t stem = 0;  ///< hash of the stem
        std::uint32_t sentence = 0;
        std::uint32_t vector = no_vector;  ///< place in WordVectors
    };
    static constexpr std::uint32_t no_vector = ~std::uint32_t{0};
    /// A few sentences in a row on one line of the text, at most `passage_sentences`.  Each sentence is in one passage
    /// at least; a sentence of more than `passage_words` words counts as several.
    struct Passage {
        std::uint32_t first = 0, last = 0;  ///< words [first, last)
        Span span;                          ///< in bytes of the text; whole sentences where the passage has them whole
    };
    std::vector<Word> words;
    std::vector<Passage> passages;
};

/// Passages begin every second sentence, so that what is said in two sentences is not cut apart.
inline constexpr std::uint32_t passage_sentences = 3, passage_step = 2, passage_words = 60;
/// Words after these are not read for learning, which bounds the cost of one huge text.
inline constexpr std::size_t max_read_words = 50'000;

/// Reads a text from its analysis.  A text without words has no passages.
Reading read(std::string_view text, const Analysis&, Analyser&);
/// Adds the words of a title after those of the text.  They count as words, but are in no passage.
void add_title(Reading&, const Analysis& title, Analyser&);
/// Reads a story's text and title.
Reading read(const Story&, const Analysis& of_text, Analyser&);

/// Returns the hash of two stems in a row; their order matters.  Never changes, since models store it.
std::uint64_t pair_number(std::uint64_t first, std::uint64_t second);

}  // namespace tangible::index

// What learning sees of a text: its stems as numbers that mean the same in every run, and its passages.
// Two texts that read alike get the same features; a stem is one of the language of its text.
#pragma once
#include "index/words/analysis.h"
#include "schemas/shapes/story.h"
#include <cstdint>
#include <string_view>
#include <vector>

namespace tangible::index {

struct Reading {
    struct Word {
        std::uint64_t stem = 0;
        std::uint32_t sentence = 0;
        std::uint32_t vector = no_vector;  ///< place in WordVectors
    };
    static constexpr std::uint32_t no_vector = ~std::uint32_t{0};
    /// Some sentences that stand together on one line, at most max_sentences; each sentence is in at least one.
    struct Passage {
        std::uint32_t first = 0, last = 0;  ///< words [first, last)
        Span span;
    };
    std::vector<Word> words;
    std::vector<Passage> passages;
};

inline constexpr std::uint32_t passage_sentences = 3, passage_step = 2, passage_words = 60;
inline constexpr std::size_t max_read_words = 50'000;  ///< what comes after is not read for learning

Reading read(std::string_view text, const Analysis&, Analyser&);
/// The words of a title count as words of the text, but are in none of its passages.
void add_title(Reading&, const Analysis& title, Analyser&);
/// Text and title.
Reading read(const Story&, const Analysis& of_text, Analyser&);

/// The number of two stems in a row.
std::uint64_t pair_number(std::uint64_t first, std::uint64_t second);

}  // namespace tangible::index

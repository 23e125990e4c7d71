// Measures how near a text is to what a codebook says of each theme, before anybody confirmed anything.  Two measures,
// each of the story and of its best passage:
//   - BM25 of the theme's words: label, definition, include, indicators, cues, examples, and with less weight the
//     labels above it;
//   - the cosine of their directions (word_vectors.h).
// Near misses take away where a word of the theme is beside the same other word as in one of them ("NHS trust").  Const
// once made and weighed, and shared by threads.
#pragma once
#include "index/learning/features/features.h"
#include "index/learning/features/targets.h"
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tangible::index {

/// What a collection says of the themes' terms; part of a model.
struct TermWeights {
    std::vector<std::uint64_t> terms;              ///< stems and pairs, by hash
    std::vector<float> idf;                        ///< of each term
    float mean_words = 1, mean_passage_words = 1;  ///< of a story, of a passage: for BM25
    bool operator==(const TermWeights&) const = default;
};

/// The four measures: BM25 of the story and of its best passage, cosine of the story and of its best passage.
enum class Likeness : std::uint8_t { words, passage_words, direction, passage_direction };
inline constexpr std::size_t likenesses = 4;

/// The words of all themes.
class ThemeWords {
public:
    /// Every term weighs the same until weigh() is called.
    ThemeWords(const Targets&, Analyser&);
    /// Takes IDF and mean lengths from a collection's stories.
    void weigh(const std::vector<Reading>& stories);
    /// Takes them from a model.  Terms that the model does not have weigh 0.
    void weigh(TermWeights);

    /// Returns `likenesses` x themes numbers, one kind after another: that of kind k and theme t is at k * themes() +
    /// t.
    std::vector<float> likeness(const Reading&) const;
    /// Returns BM25 of a passage for all themes, and then the cosines for all themes.
    std::vector<float> likeness(std::span<const Reading::Word> passage, const Direction&) const;
    std::size_t themes() const { return directions_.size(); }
    const TermWeights& weights() const { return weights_; }

private:
    // A theme that has a term, and how much the term weighs in it.
    struct Of {
        std::uint32_t theme;
        float weight;
    };
    void add_words(std::span<const Reading::Word>, float mean_words, std::span<float> to) const;

    KeyNumbers places_;
    std::vector<std::vector<Of>> themes_of_;  ///< by place of a term
    TermWeights weights_;
    std::vector<Direction> directions_;
};

}  // namespace tangible::index

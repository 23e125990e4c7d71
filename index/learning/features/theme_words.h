// How near a text is to what a codebook says of each theme, before anybody confirmed anything: BM25 of the theme's
// words (label, definition, include, indicators, cues, examples, and more weakly the labels above it) against the story
// and against its best passage, and how near both lie in direction (word_vectors.h).  Near misses take away: where a
// word of the theme stands beside the same other word as in one of them ("NHS trust").  Const after it is made, shared
// by threads.
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
    std::vector<std::uint64_t> terms;
    std::vector<float> idf;  ///< of each
    float mean_words = 1, mean_passage_words = 1;
    bool operator==(const TermWeights&) const = default;
};

/// The four kinds of likeness, each for all themes.
enum class Likeness : std::uint8_t { words, passage_words, direction, passage_direction };
inline constexpr std::size_t likenesses = 4;

class ThemeWords {
public:
    ThemeWords(const Targets&, Analyser&);
    /// Weighed by a collection's stories; by itself every term weighs the same.
    void weigh(const std::vector<Reading>& stories);
    void weigh(TermWeights);

    /// likenesses x themes numbers, the kinds one after another.
    std::vector<float> likeness(const Reading&) const;
    /// Of one passage: words of all themes, then directions.
    std::vector<float> likeness(std::span<const Reading::Word> passage, const Direction&) const;
    std::size_t themes() const { return directions_.size(); }
    const TermWeights& weights() const { return weights_; }

private:
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

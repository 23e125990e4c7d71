// Makes numbers of a text for a linear model: its stems and pairs of stems by TF-IDF at unit length, and beside them
// the direction of its words (word_vectors.h) at unit length.  The terms come from all stories of a collection,
// reviewed or not.
#pragma once
#include "index/learning/features/reading.h"
#include "index/learning/features/word_vectors.h"
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tangible::index {

/// Numbers 64-bit keys 0, 1, 2 in the order in which they come.  Keys must be well mixed: their low bits are the hash.
class KeyNumbers {
public:
    static constexpr std::uint32_t none = ~std::uint32_t{0};  ///< for a key that is not there
    std::uint32_t find(std::uint64_t key) const;
    std::uint32_t find_or_add(std::uint64_t key);
    std::uint32_t size() const { return static_cast<std::uint32_t>(keys_.size()); }
    const std::vector<std::uint64_t>& keys() const { return keys_; }

private:
    void grow();
    std::vector<std::uint32_t> table_;  ///< linear probing: number + 1, or 0 for a free slot; at most half full
    std::vector<std::uint64_t> keys_;   ///< by number
};

/// The terms of a text and their weights, in order of terms; and a text's direction.
using Sparse = std::vector<std::pair<std::uint32_t, float>>;
using Direction = std::array<float, WordVectors::dimensions>;

/// Calls `each(std::uint64_t)` for every stem and every pair of neighbouring stems within a sentence.
template <class Each> void for_each_term(std::span<const Reading::Word> words, Each&& each) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        each(words[i].stem);
        if (i && words[i].sentence == words[i - 1].sentence) each(pair_number(words[i - 1].stem, words[i].stem));
    }
}

/// The terms of a collection and their IDF.
class Features {
public:
    Features() = default;
    /// Takes the terms that occur in two stories or more, the most frequent `max_terms` of them.
    explicit Features(const std::vector<Reading>& stories);
    /// Takes the terms of a model that was read from disk.
    Features(std::vector<std::uint64_t> terms, std::vector<float> idf);

    /// Returns the TF-IDF of a text at unit length; empty when it has no known term.
    Sparse terms_of(std::span<const Reading::Word>) const;
    std::uint32_t size() const { return places_.size(); }
    const std::vector<std::uint64_t>& terms() const { return places_.keys(); }
    const std::vector<float>& idf() const { return idf_; }
    std::uint32_t place(std::uint64_t term) const { return places_.find(term); }  ///< KeyNumbers::none if unknown

    /// Bounds the model: weights are terms x themes.
    static constexpr std::size_t max_terms = 200'000;

private:
    KeyNumbers places_;
    std::vector<float> idf_;
};

/// Returns the mean of the words' vectors at unit length, in which frequent words count less; all 0 when no word has a
/// vector.
Direction direction_of(std::span<const Reading::Word>);
/// Returns the cosine of two directions at unit length.
float cosine(const Direction&, const Direction&);

}  // namespace tangible::index

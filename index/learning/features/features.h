// A text as numbers for a linear model: its stems and pairs of stems by TF-IDF at unit length, and the direction of its
// words (word_vectors.h) at unit length beside them.  Features are made from all stories of a collection, reviewed or
// not.
#pragma once
#include "index/learning/features/reading.h"
#include "index/learning/features/word_vectors.h"
#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace tangible::index {

/// Numbers that stand for 64-bit keys, 0, 1, 2 in the order they came.
class KeyNumbers {
public:
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    std::uint32_t find(std::uint64_t key) const;
    std::uint32_t find_or_add(std::uint64_t key);
    std::uint32_t size() const { return static_cast<std::uint32_t>(keys_.size()); }
    const std::vector<std::uint64_t>& keys() const { return keys_; }

private:
    void grow();
    std::vector<std::uint32_t> table_;  ///< place + 1, open addressing
    std::vector<std::uint64_t> keys_;
};

using Sparse = std::vector<std::pair<std::uint32_t, float>>;  ///< in order of place
using Direction = std::array<float, WordVectors::dimensions>;

/// Calls `each` with the number of every stem and every pair of stems within a sentence.
template <class Each> void for_each_term(std::span<const Reading::Word> words, Each&& each) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        each(words[i].stem);
        if (i && words[i].sentence == words[i - 1].sentence) each(pair_number(words[i - 1].stem, words[i].stem));
    }
}

class Features {
public:
    Features() = default;
    /// Of terms that two stories hold or more; the most frequent max_terms of them.
    explicit Features(const std::vector<Reading>& stories);
    Features(std::vector<std::uint64_t> terms, std::vector<float> idf);

    /// At unit length; empty for a text without a known term.
    Sparse terms_of(std::span<const Reading::Word>) const;
    std::uint32_t size() const { return places_.size(); }
    const std::vector<std::uint64_t>& terms() const { return places_.keys(); }
    const std::vector<float>& idf() const { return idf_; }
    std::uint32_t place(std::uint64_t term) const { return places_.find(term); }

    static constexpr std::size_t max_terms = 200'000;

private:
    KeyNumbers places_;
    std::vector<float> idf_;
};

/// Mean of the words' vectors, frequent words counting less, at unit length; all 0 where no word has one.
Direction direction_of(std::span<const Reading::Word>);
float cosine(const Direction&, const Direction&);  ///< of directions at unit length

}  // namespace tangible::index

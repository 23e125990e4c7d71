// KeyNumbers is a hash table with linear probing, as in words/strings.h. Features counts in how many stories each term
// occurs and keeps the most frequent terms. direction_of() sums word vectors, each weighed by how rare its word is (SIF
// weights; Arora, Liang and Ma 2017), which is estimated from the word's rank by Zipf's law.
#include "index/learning/features/features.h"
#include "index/learning/features/lanes.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace tangible::index {
namespace {

// A term of one story tells nothing about others.
constexpr std::uint32_t min_stories = 2;

// a / (a + p) for a word of probability p and a = 0.001. By Zipf's law the n-th word has 1/n of the share of the first,
// which is some 6 % of all words.
float weight_of_rank(std::uint32_t rank) {
    constexpr float share_of_first = 0.06f, half_weight_share = 1e-3f;
    return half_weight_share / (half_weight_share + share_of_first / static_cast<float>(rank + 1));
}

void to_unit_length(Sparse& v) {
    float sum = 0;
    for (const auto& [place, x] : v) sum += x * x;
    if (sum <= 0) return;
    const float by = 1 / std::sqrt(sum);
    for (auto& [place, x] : v) x *= by;
}

}  // namespace

std::uint32_t KeyNumbers::find(std::uint64_t key) const {
    if (table_.empty()) return none;
    const std::size_t mask = table_.size() - 1;
    for (std::size_t at = key & mask; table_[at]; at = (at + 1) & mask)
        if (keys_[table_[at] - 1] == key) return table_[at] - 1;
    return none;
}

void KeyNumbers::grow() {
    table_.assign(std::max<std::size_t>(1024, table_.size() * 2), 0);
    const std::size_t mask = table_.size() - 1;
    for (std::uint32_t i = 0; i < keys_.size(); ++i) {
        std::size_t at = keys_[i] & mask;
        while (table_[at]) at = (at + 1) & mask;
        table_[at] = i + 1;
    }
}

std::uint32_t KeyNumbers::find_or_add(std::uint64_t key) {
    if (const auto there = find(key); there != none) return there;
    if (keys_.size() * 2 >= table_.size()) grow();
    const std::size_t mask = table_.size() - 1;
    std::size_t at = key & mask;
    while (table_[at]) at = (at + 1) & mask;
    keys_.push_back(key);
    table_[at] = size();
    return size() - 1;
}

Features::Features(const std::vector<Reading>& stories) {
    KeyNumbers all;
    std::vector<std::uint32_t> in_stories, last_story;
    for (std::uint32_t s = 0; s < stories.size(); ++s)
        for_each_term(stories[s].words, [&](std::uint64_t term) {
            const auto place = all.find_or_add(term);
            if (place == in_stories.size()) in_stories.push_back(0), last_story.push_back(KeyNumbers::none);
            if (last_story[place] != s) ++in_stories[place], last_story[place] = s;
        });
    std::vector<std::uint32_t> kept;
    for (std::uint32_t p = 0; p < all.size(); ++p)
        if (in_stories[p] >= min_stories) kept.push_back(p);
    if (kept.size() > max_terms) {
        std::stable_sort(kept.begin(), kept.end(), [&](auto a, auto b) { return in_stories[a] > in_stories[b]; });
        kept.resize(max_terms);
    }
    const float count = static_cast<float>(stories.size());
    for (const auto p : kept) {
        places_.find_or_add(all.keys()[p]);
        idf_.push_back(std::log((1 + count) / (1 + static_cast<float>(in_stories[p]))) + 1);
    }
}

Features::Features(std::vector<std::uint64_t> terms, std::vector<float> idf) : idf_(std::move(idf)) {
    for (const auto term : terms) places_.find_or_add(term);
}

Sparse Features::terms_of(std::span<const Reading::Word> words) const {
    std::vector<std::uint32_t> found;
    for_each_term(words, [&](std::uint64_t term) {
        if (const auto place = places_.find(term); place != KeyNumbers::none) found.push_back(place);
    });
    std::sort(found.begin(), found.end());
    Sparse out;
    for (std::size_t i = 0; i < found.size();) {
        std::size_t end = i;
        while (end < found.size() && found[end] == found[i]) ++end;
        out.emplace_back(found[i], (1 + std::log(static_cast<float>(end - i))) * idf_[found[i]]);
        i = end;
    }
    to_unit_length(out);
    return out;
}

Direction direction_of(std::span<const Reading::Word> words) {
    Direction sum{};
    const auto& vectors = WordVectors::all();
    for (const auto& w : words) {
        if (w.vector == Reading::no_vector) continue;
        add_times(sum.data(), vectors.vector(w.vector).data(), weight_of_rank(w.vector), sum.size());
    }
    const float length = std::sqrt(cosine(sum, sum));
    if (length > 0)
        for (float& x : sum) x /= length;
    return sum;
}

float cosine(const Direction& a, const Direction& b) { return dot(a.data(), b.data(), a.size()); }

}  // namespace tangible::index

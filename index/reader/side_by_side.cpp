// Phrases are found by walking along two lists of positions at once, in O(length of both).
//
// near() for two words looks at neighbours in the merged order. For more words it moves a window over the positions of
// all; when every word is in the window, bipartite matching decides whether each can have a position of its own. That
// matters because a word with hyphens stands at one position with all its parts.
#include "index/reader/side_by_side.h"
#include <algorithm>

namespace tangible::index {
namespace {

/// One word at one position. `nth` numbers the distinct positions of all words, from 0.
struct Standing {
    std::uint32_t place;
    std::size_t nth, word;
    auto operator<=>(const Standing&) const = default;
};

/// Decides whether each word can have a position of its own, by augmenting paths (Kuhn 1955): a word whose positions
/// are all taken asks their owners to move to another.
class Placing {
public:
    Placing(std::span<const Standing> standing, std::size_t words, Budget& budget)
        : standing_(standing), words_(words), budget_(budget), owner_(places(), nobody) {}
    bool all() {
        if (places() < words_) return false;
        for (std::size_t word = 0; word < words_; ++word) {
            asked_.assign(places(), false);
            if (!placed(word)) return false;
        }
        return true;
    }

private:
    static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

    std::size_t places() const { return standing_.back().nth - standing_.front().nth + 1; }
    // Finds a position for `word`, and moves others for it if need be. Each position is asked once in each search.
    bool placed(std::size_t word) {
        budget_.spend(static_cast<std::uint32_t>(standing_.size()));
        for (const auto& s : standing_) {
            const auto place = s.nth - standing_.front().nth;
            if (s.word != word || asked_[place]) continue;
            asked_[place] = true;
            if (owner_[place] != nobody && !placed(owner_[place])) continue;
            owner_[place] = word;
            return true;
        }
        return false;
    }

    std::span<const Standing> standing_;
    std::size_t words_;
    Budget& budget_;
    std::vector<bool> asked_;
    std::vector<std::size_t> owner_;
};

// Returns all positions of all words in order.
std::vector<Standing> in_order(std::span<const std::span<const std::uint32_t>> words) {
    std::vector<Standing> all;
    for (std::size_t word = 0; word < words.size(); ++word)
        for (const auto place : words[word]) all.push_back({place, 0, word});
    std::sort(all.begin(), all.end());
    for (std::size_t i = 1; i < all.size(); ++i) all[i].nth = all[i - 1].nth + (all[i].place != all[i - 1].place);
    return all;
}

}  // namespace

void keep_followed(Positions& places, std::span<const std::uint32_t> others, std::int64_t distance) {
    // `at` never goes back, since both lists ascend.
    auto at = others.begin();
    std::erase_if(places, [&](std::int64_t place) {
        while (at != others.end() && *at < place + distance) ++at;
        return at == others.end() || *at != place + distance;
    });
}

Positions phrase_starts(std::span<const Positions> words) {
    if (words.empty()) return {};
    Positions starts = words[0];
    for (std::size_t i = 1; i < words.size(); ++i) keep_followed(starts, words[i], static_cast<std::int64_t>(i));
    return starts;
}

// For two words: the nearest pair is next to each other in the merged order. At a position that both have, neither may
// use it twice, so each is compared with the next position of the other.
bool near(std::span<const std::uint32_t> one, std::span<const std::uint32_t> other, std::uint32_t window) {
    auto a = one.begin(), b = other.begin();
    while (a != one.end() && b != other.end()) {
        if (*a == *b) {
            ++a, ++b;
            if ((a != one.end() && *a - *(b - 1) < window) || (b != other.end() && *b - *(a - 1) < window)) return true;
            continue;
        }
        if ((*a < *b ? *b - *a : *a - *b) < window) return true;
        *a < *b ? ++a : ++b;
    }
    return false;
}

// The window grows at its end by one position at a time and shrinks from its beginning while it is too wide. Only a
// window that has every word, and all words at its last position, is looked at more closely.
bool near(std::span<const std::span<const std::uint32_t>> words, std::uint32_t window, Budget& budget) {
    if (words.size() == 2) return near(words[0], words[1], window);
    const auto all = in_order(words);
    std::vector<std::size_t> in_window(words.size());
    std::size_t different = 0;
    for (std::size_t first = 0, last = 0; last < all.size(); ++last) {
        different += in_window[all[last].word]++ == 0;
        while (all[last].place - all[first].place >= window) different -= --in_window[all[first++].word] == 0;
        const bool others_here = last + 1 < all.size() && all[last + 1].place == all[last].place;
        if (different < words.size() || others_here) continue;
        if (Placing(std::span(all).subspan(first, last + 1 - first), words.size(), budget).all()) return true;
    }
    return false;
}

}  // namespace tangible::index

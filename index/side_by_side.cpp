#include "index/side_by_side.h"
#include <algorithm>
#include <utility>

namespace tangible::index {
namespace {

/// A place and which word stands there.
using Standing = std::pair<std::uint32_t, std::size_t>;

/// Gives each word a place of its own (Kuhn 1955): who comes later may move who came before to another.
class Placing {
public:
    Placing(std::span<const Standing> standing, std::size_t words) : standing_(standing), words_(words) {}
    bool all() {
        for (std::size_t word = 0; word < words_; ++word) {
            asked_.assign(standing_.size(), false);
            if (!placed(word)) return false;
        }
        return true;
    }

private:
    static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

    bool placed(std::size_t word) {
        for (std::size_t i = 0; i < standing_.size(); ++i) {
            const auto place = first_at(i);
            if (standing_[i].second != word || asked_[place]) continue;
            asked_[place] = true;
            if (owner_[place] != nobody && !placed(owner_[place])) continue;
            owner_[place] = word;
            return true;
        }
        return false;
    }
    // All that stand at one place know it by the first of them.
    std::size_t first_at(std::size_t i) const {
        while (i > 0 && standing_[i - 1].first == standing_[i].first) --i;
        return i;
    }

    std::span<const Standing> standing_;
    std::size_t words_;
    std::vector<bool> asked_;
    std::vector<std::size_t> owner_ = std::vector<std::size_t>(standing_.size(), nobody);
};

}  // namespace

void keep_followed(Positions& places, std::span<const std::uint32_t> others, std::int64_t distance) {
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

// Of two words the nearest places are next to each other in the order of all.
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

// A window over all places; while each word is in it, it is looked at more closely.
bool near(std::span<const std::span<const std::uint32_t>> words, std::uint32_t window) {
    if (words.size() == 2) return near(words[0], words[1], window);
    std::vector<Standing> all;
    for (std::size_t word = 0; word < words.size(); ++word)
        for (const auto place : words[word]) all.emplace_back(place, word);
    std::sort(all.begin(), all.end());
    std::vector<std::size_t> in_window(words.size());
    std::size_t different = 0;
    for (std::size_t first = 0, last = 0; last < all.size(); ++last) {
        different += in_window[all[last].second]++ == 0;
        while (all[last].first - all[first].first >= window) different -= --in_window[all[first++].second] == 0;
        if (different == words.size() && Placing(std::span(all).subspan(first, last + 1 - first), words.size()).all())
            return true;
    }
    return false;
}

}  // namespace tangible::index

// near() rules out most words by their length and by the set of their letters, kept as bits, and measures the distance
// only to those that remain. This needs no index of its own (a trie or deletion table would be larger than the list).
#include "index/words/wordlist.h"
#include <algorithm>
#include <bit>
#include <cstdlib>

namespace tangible::index {
namespace {

// Shorter words are within two changes of too many others, and longer ones are not words that people mistype.
constexpr std::size_t shortest = 3, longest = 30;

bool spellable(const std::u32string& word) {
    return word.size() >= shortest && word.size() <= longest &&
           std::none_of(word.begin(), word.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

}  // namespace

WordList::Entry WordList::entry(std::string word) {
    const auto all = letters(word);
    std::uint64_t has = 0;
    for (const char32_t c : all) has |= std::uint64_t{1} << (c % 64);
    return {std::move(word), has, static_cast<std::uint32_t>(all.size()), spellable(all)};
}

void WordList::add(std::string word) { entries_.push_back(entry(std::move(word))); }

std::vector<std::string_view> WordList::near(std::string_view word, int most) const {
    const auto sought = entry(std::string(word));
    const auto to = letters(word);
    std::vector<std::string_view> near;
    if (!sought.spellable) return near;
    for (const Entry& e : entries_) {
        const int apart = std::abs(static_cast<int>(e.length) - static_cast<int>(sought.length));
        // Each change alters the length by at most 1 and the letter set by at most 2 bits.
        if (!e.spellable || apart > most || std::popcount(e.has ^ sought.has) > 2 * most) continue;
        if (changes(letters(e.word), to, most) <= most) near.push_back(e.word);
    }
    return near;
}

std::u32string letters(std::string_view utf8) {
    std::u32string out;
    for (unsigned char c : utf8) {
        // 10xxxxxx continues a code point; any other byte begins one, and its length decides how many bits it has.
        if ((c & 0xC0) != 0x80)
            out.push_back(c < 0x80 ? c : c < 0xE0 ? c & 0x1F : c < 0xF0 ? c & 0x0F : c & 0x07);
        else if (!out.empty())
            out.back() = (out.back() << 6) | (c & 0x3F);
    }
    return out;
}

// Optimal string alignment (Damerau's distance without edits inside a swap), by rows: a swap looks two rows back.
int changes(const std::u32string& a, const std::u32string& b, int most) {
    const auto apart = static_cast<int>(a.size()) - static_cast<int>(b.size());
    if (apart > most || -apart > most) return most + 1;
    std::vector<int> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        // All later numbers are above `most`, too. A swap starts one row earlier, where the lowest is at most 1 lower,
        // and adds 1.
        if (*std::min_element(row.begin(), row.end()) > most) return most + 1;
        before.swap(last);
        last.swap(row);
    }
    return std::min(last[b.size()], most + 1);
}

}  // namespace tangible::index

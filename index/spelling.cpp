#include "index/spelling.h"
#include <algorithm>

namespace tangible::index {
namespace {

constexpr std::size_t shortest = 3, longest = 30, short_word = 4;

bool spellable(const std::u32string& word) {
    return word.size() >= shortest && word.size() <= longest &&
           std::none_of(word.begin(), word.end(), [](char32_t c) { return c >= U'0' && c <= U'9'; });
}

std::vector<std::string> within(int most, const std::u32string& to, const std::vector<std::string>& words) {
    std::vector<std::string> near;
    for (const auto& word : words) {
        const auto slack = static_cast<std::size_t>(most);
        if (word.size() + slack < to.size() || word.size() > 4 * (to.size() + slack))
            continue;  // letters are 1 to 4 bytes
        const auto candidate = letters(word);
        if (spellable(candidate) && changes(candidate, to, most) <= most) near.push_back(word);
    }
    return near;
}

}  // namespace

std::u32string letters(std::string_view utf8) {
    std::u32string out;
    for (unsigned char c : utf8) {
        if ((c & 0xC0) != 0x80)
            out.push_back(c < 0x80 ? c : c < 0xE0 ? c & 0x1F : c < 0xF0 ? c & 0x0F : c & 0x07);
        else if (!out.empty())
            out.back() = (out.back() << 6) | (c & 0x3F);
    }
    return out;
}

// Damerau's distance (optimal string alignment), three rows at a time.
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
        if (*std::min_element(row.begin(), row.end()) > most) return most + 1;
        before.swap(last);
        last.swap(row);
    }
    return std::min(last[b.size()], most + 1);
}

std::string nearest_word(Reader& reader, const std::string& folded, Use use) {
    const auto word = letters(folded);
    if (!spellable(word)) return {};
    std::string best;
    std::uint32_t most_stories = 0;
    // One change first: a word that is hidden, at one change, must not stand before one that is seen, at two.
    for (int most = 1; most <= (word.size() > short_word ? 2 : 1) && best.empty(); ++most)
        for (const auto& candidate : within(most, word, reader.words()))
            if (auto n = reader.frequency({candidate}, use); n > most_stories) best = candidate, most_stories = n;
    return best;
}

}  // namespace tangible::index

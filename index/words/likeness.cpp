// Words are hashed with FNV-1a, and runs of word hashes are mixed with the final steps of splitmix64. Sets of hashes
// are sorted vectors that are compared in one walk along both. All constants below are part of the index's format:
// changing one makes the stored fingerprints useless.
#include "index/words/likeness.h"
#include <algorithm>
#include <bit>

namespace tangible::index {
namespace {

// Five words are seldom shared by chance. Eight lowest shingles miss a Jaccard of one half once in 2^8 cases. Six
// shingles are ten words: less can be said by anybody.
constexpr std::size_t words_in_a_shingle = 5, lowest_kept = 8, fewest_contained = 6;

using Hashes = std::vector<std::uint64_t>;

// The finaliser of splitmix64: every bit of the input changes half of the output's bits.
std::uint64_t mixed(std::uint64_t h) {
    h = (h ^ h >> 30) * 0xBF58476D1CE4E5B9u;
    h = (h ^ h >> 27) * 0x94D049BB133111EBu;
    return h ^ h >> 31;
}

// 64-bit FNV-1a, with its offset basis and prime.
std::uint64_t hash_of(std::string_view word) {
    std::uint64_t h = 0xCBF29CE484222325u;
    for (const char c : word) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return h;
}

// The rotation makes the order of words count; starting from n keeps short texts apart from longer ones.
std::uint64_t shingle(const std::uint64_t* words, std::size_t n) {
    std::uint64_t h = n;
    for (std::size_t i = 0; i < n; ++i) h = mixed(std::rotl(h, 7) ^ words[i]);
    return h;
}

Hashes set_of(Hashes hashes) {
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    return hashes;
}

std::size_t in_both(const Hashes& a, const Hashes& b) {
    std::size_t n = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        if (*i == *j)
            ++n, ++i, ++j;
        else if (*i < *j)
            ++i;
        else
            ++j;
    }
    return n;
}

// Index of the lowest hash of [from, to); the last one of equals.
std::size_t last_lowest(const Hashes& hashes, std::size_t from, std::size_t to) {
    auto lowest = from;
    for (auto at = from; at < to; ++at)
        if (hashes[at] <= hashes[lowest]) lowest = at;
    return lowest;
}

// Adds the lowest shingle of each window, once for as long as it stays the lowest; a text shorter than a window is one
// window. Among equals the last one counts, as in the paper: where a text repeats one word on and on, the lowest then
// never leaves the window, and the window need not be searched again.
void add_lowest_of_windows(Hashes& to, const Hashes& shingles) {
    std::size_t lowest = 0;
    for (std::size_t end = 1; end <= shingles.size(); ++end) {
        const auto begin = end - std::min(end, fingerprint_window);
        // The lowest has left the window: search the whole window. Otherwise only the newcomer can be lower.
        if (lowest < begin)
            lowest = last_lowest(shingles, begin, end);
        else if (shingles[end - 1] <= shingles[lowest])
            lowest = end - 1;
        const bool whole = end >= fingerprint_window || end == shingles.size();
        if (whole && (to.empty() || to.back() != shingles[lowest])) to.push_back(shingles[lowest]);
    }
}

}  // namespace

std::vector<std::uint64_t> shingles(const Analysis& analysis, const Analyser& analyser) {
    Hashes words, out;
    words.reserve(analysis.tokens.size());
    for (const auto& token : analysis.tokens) words.push_back(hash_of(analyser.folded(token.word)));
    const auto n = std::min(words.size(), words_in_a_shingle);
    for (std::size_t at = 0; n > 0 && at + n <= words.size(); ++at) out.push_back(shingle(&words[at], n));
    return out;
}

Overlap overlap(const std::vector<std::uint64_t>& one, const std::vector<std::uint64_t>& other) {
    const auto a = set_of(one), b = set_of(other);
    const auto shared = static_cast<double>(in_both(a, b));
    const auto fewer = std::min(a.size(), b.size());
    if (fewer == 0) return {};
    return {shared / (static_cast<double>(a.size() + b.size()) - shared),
            fewer < fewest_contained ? 0 : shared / static_cast<double>(fewer)};
}

bool worth_asking(const Overlap& o) { return o.jaccard >= 0.5 || o.contained >= 0.8; }

std::vector<std::uint64_t> fingerprints(const std::vector<std::uint64_t>& shingles) {
    auto out = set_of(shingles);
    out.resize(std::min(out.size(), lowest_kept));
    add_lowest_of_windows(out, shingles);
    out = set_of(std::move(out));
    out.resize(std::min(out.size(), max_fingerprints));
    return out;
}

}  // namespace tangible::index

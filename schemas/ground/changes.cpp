// Patience diff (Bram Cohen's) on pieces of bytes in place of lines: pieces that each text has exactly once, as long as
// they come in the same order in both, hold the texts together, and shorter pieces then do so for what stands between.
// libdtl compares by Myers' algorithm, whose time is the product of length and differences: too much for a text that
// somebody outside sends.
#include "schemas/ground/changes.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <array>

namespace tangible {
namespace {

constexpr std::array<std::uint32_t, 4> piece_sizes = {64, 32, 16, 8};

struct Piece {
    std::uint64_t hash;
    std::uint32_t at;
    auto operator<=>(const Piece&) const = default;
};

/// Returns the pieces of this size that stand in the text once, in order of their hashes. Of the longest pieces, those
/// that cut up the whole text, one in eight is enough: the hash chooses the same ones in both texts.
std::vector<Piece> single_pieces(std::string_view text, std::uint32_t size) {
    std::vector<Piece> all;
    if (text.size() < size) return all;
    constexpr std::uint64_t base = 0x9e3779b97f4a7c15;
    std::uint64_t hash = 0, base_to_size = 1;
    for (std::uint32_t i = 0; i < size; ++i) base_to_size *= base;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        hash = hash * base + static_cast<unsigned char>(text[i]) + 1;
        if (i >= size) hash -= base_to_size * (static_cast<unsigned char>(text[i - size]) + 1);
        const bool chosen = size < piece_sizes.front() || hash >> 61 == 0;
        if (i + 1 >= size && chosen) all.push_back({hash, i + 1 - size});
    }
    std::ranges::sort(all);
    std::vector<Piece> single;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool again =
            (i > 0 && all[i - 1].hash == all[i].hash) || (i + 1 < all.size() && all[i + 1].hash == all[i].hash);
        if (!again) single.push_back(all[i]);
    }
    return single;
}

/// Where a piece stands in both texts.
struct Anchor {
    std::uint32_t before, after;
};

/// Returns the longest run of anchors that rise in both texts, given those that rise in the first.
std::vector<Anchor> longest_rising(const std::vector<Anchor>& all) {
    std::vector<std::size_t> ends;                     // of the runs of each length, the one with the lowest end
    std::vector<std::size_t> previous(all.size(), 0);  // in its run, plus one
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto at = std::ranges::lower_bound(ends, all[i].after, {}, [&](std::size_t e) { return all[e].after; });
        previous[i] = at == ends.begin() ? 0 : at[-1] + 1;
        if (at == ends.end())
            ends.push_back(i);
        else
            *at = i;
    }
    std::vector<Anchor> run;
    for (auto i = ends.empty() ? 0 : ends.back() + 1; i != 0; i = previous[i - 1]) run.push_back(all[i - 1]);
    std::ranges::reverse(run);
    return run;
}

std::vector<Anchor> anchors(std::string_view before, std::string_view after, std::uint32_t size) {
    std::vector<Anchor> all;
    const auto here = single_pieces(before, size), there = single_pieces(after, size);
    auto other = there.begin();
    for (const auto& piece : here) {
        while (other != there.end() && other->hash < piece.hash) ++other;
        if (other == there.end()) break;
        if (other->hash == piece.hash && before.substr(piece.at, size) == after.substr(other->at, size))
            all.push_back({piece.at, other->at});
    }
    std::ranges::sort(all, {}, &Anchor::before);
    return longest_rising(all);
}

class Comparison {
public:
    Comparison(std::string_view before, std::string_view after) : before_(before), after_(after) {}

    /// Compares these parts of the texts by pieces of piece_sizes[size], and what is left by smaller ones.
    void compare(Span before, Span after, std::size_t size) {
        while (before.size() && after.size() && before_[before.begin] == after_[after.begin])
            ++before.begin, ++after.begin;
        while (before.size() && after.size() && before_[before.end - 1] == after_[after.end - 1])
            --before.end, --after.end;
        if (!before.size() && !after.size()) return;
        if (!before.size() || !after.size() || size == piece_sizes.size()) return add({before, after});
        const auto begin_before = before.begin, begin_after = after.begin;
        for (auto a : anchors(cut(before_, before), cut(after_, after), piece_sizes[size])) {
            a.before += begin_before, a.after += begin_after;
            if (a.before < before.begin || a.after < after.begin) continue;  // in the piece before
            compare({before.begin, a.before}, {after.begin, a.after}, size + 1);
            before.begin = a.before + piece_sizes[size], after.begin = a.after + piece_sizes[size];
        }
        compare(before, after, size + 1);
    }

    std::vector<TextChange> found;

private:
    /// Adds a change, widened to whole code points and words: what stands around it is the same in both texts.
    void add(TextChange c) {
        while (c.before.begin > 0 && c.after.begin > 0 &&
               (is_within(before_, c.before.begin) || is_within(after_, c.after.begin)))
            --c.before.begin, --c.after.begin;
        while (c.before.end < before_.size() && c.after.end < after_.size() &&
               (is_within(before_, c.before.end) || is_within(after_, c.after.end)))
            ++c.before.end, ++c.after.end;
        if (!found.empty() && (c.before.begin <= found.back().before.end || c.after.begin <= found.back().after.end))
            found.back() = {{found.back().before.begin, c.before.end}, {found.back().after.begin, c.after.end}};
        else
            found.push_back(c);
    }
    /// Returns whether the byte is in the middle of a code point, or of a word of an alphabet.
    static bool is_within(std::string_view text, std::uint32_t at) {
        // Bytes from 0xE0 begin code points of which most need no space between words.
        const auto is_letter = [](char c) {
            return is_ascii_letter(c) || static_cast<unsigned char>(c) - 0x80u < 0x60u;
        };
        if (at == 0 || at >= text.size()) return false;
        return continues(text[at]) || (is_letter(text[at - 1]) && is_letter(text[at]));
    }

    std::string_view before_, after_;
};

}  // namespace

std::vector<TextChange> changes(std::string_view before, std::string_view after) {
    Comparison both(before, after);
    both.compare({0, static_cast<std::uint32_t>(before.size())}, {0, static_cast<std::uint32_t>(after.size())}, 0);
    return std::move(both.found);
}

}  // namespace tangible

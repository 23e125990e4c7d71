// A sorted table lists the ranges of code points to replace.  with_signs_marked() decodes one code point after another,
// looks each up by binary search, and makes exceptions for CR LF, emoji flags, and U+200B beside scripts without
// spaces. Its decoder differs from that of utf8.h: each bad byte becomes a U+FFFD of its own.
#include "schemas/ground/visible.h"
#include <algorithm>
#include <cstdint>
#include <iterator>

namespace tangible {
namespace {

struct Range {
    char32_t first, last;
};

/// In order: control characters; embeddings, overrides and isolates of direction (UAX #9, section 3.1); invisible
/// characters that no script needs; letters that are drawn as nothing (Hangul fillers); tag characters.
constexpr Range steering[] = {
    {0x0000, 0x0008}, {0x000B, 0x001F}, {0x007F, 0x009F},   {0x115F, 0x1160}, {0x180E, 0x180E},
    {0x200B, 0x200B}, {0x2028, 0x202E}, {0x2060, 0x206F},   {0x3164, 0x3164}, {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
};
/// Tag characters spell the region of an emoji flag: 🏴 followed by tags for "gbsct" is the flag of Scotland.
constexpr Range tags = {0xE0020, 0xE007F};
constexpr char32_t black_flag = 0x1F3F4, replacement = 0xFFFD, before_any = ' ';

bool in(Range r, char32_t c) { return r.first <= c && c <= r.last; }

bool steers(char32_t c) {
    const auto* r =
        std::lower_bound(std::begin(steering), std::end(steering), c, [](Range r, char32_t at) { return r.last < at; });
    return r != std::end(steering) && r->first <= c;
}

/// Thai, Lao, Burmese and Khmer are written without spaces between words; in them U+200B marks where a line may end.
bool has_no_spaces(char32_t c) { return in({0x0E00, 0x0EFF}, c) || in({0x1000, 0x109F}, c) || in({0x1780, 0x17FF}, c); }

/// Returns the code point at `at`, which moves behind it.  Returns U+FFFD and moves by one byte when no well-formed
/// sequence begins there (Unicode 15, table 3-7).
char32_t next(std::string_view s, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
    const char32_t lead = byte(at++);
    if (lead < 0x80) return lead;
    const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4) return replacement;
    char32_t c = lead & (0x3Fu >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return replacement;
        c = c << 6 | (byte(at + i) & 0x3F);
    }
    // The smallest code point that needs so many bytes: a longer encoding than necessary is not UTF-8.
    constexpr char32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (c < least[more] || c > 0x10FFFF || in({0xD800, 0xDFFF}, c)) return replacement;
    at += more;
    return c;
}

/// Returns the mark of a character for people: the Control Picture of a control byte (U+2400 and on), or "[U+202E]".
std::string picture(char32_t c) {
    if (c < 0x20) return std::string("\u2400").replace(2, 1, 1, static_cast<char>(0x80 + c));
    if (c == 0x7F) return "\u2421";
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string hex;
    for (int shift = c > 0xFFFF ? 16 : 12; shift >= 0; shift -= 4) hex += digits[c >> shift & 0xF];
    return "[U+" + hex + "]";
}

}  // namespace

std::string with_signs_marked(std::string_view text, const std::function<std::string(char32_t)>& mark) {
    std::string out;
    out.reserve(text.size());
    bool flag = false;
    for (std::size_t at = 0, before = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t c = next(text, at);
        std::size_t behind = at;
        // Tag characters stay only in the flag that they spell.
        flag = c == black_flag || (flag && in(tags, c));
        const bool line_end = c == '\r' && at < text.size() && text[at] == '\n';
        const auto beside_no_spaces = [&] {
            return has_no_spaces(begin ? next(text, before) : before_any) ||
                   has_no_spaces(at < text.size() ? next(text, behind) : before_any);
        };
        if (c == replacement)
            out += "\uFFFD";
        else if (!steers(c) || line_end || flag || (c == 0x200B && beside_no_spaces()))
            out += text.substr(begin, at - begin);
        else
            out += mark(c);
        before = begin;
    }
    return out;
}

std::string visible(std::string_view text) {
    // The usual case: printable ASCII needs no marks.
    constexpr auto plain = [](char c) { return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t'; };
    if (std::ranges::all_of(text, plain)) return std::string(text);
    return with_signs_marked(text, picture);
}

}  // namespace tangible

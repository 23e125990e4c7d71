// Classifies characters by two tables of code point ranges from the Unicode Character Database. normal() asks for each
// character that is not printable ASCII, so the ranges below U+3200 are spread into arrays at compile time; above that
// a binary search finds the range.
#include "ingest/text/characters.h"
#include <algorithm>
#include <array>
#include <iterator>

namespace tangible::ingest {
namespace {

using enum Character;

struct Range {
    char32_t first, last;
    Character kind;
};

/// In ascending order: White_Space and Default_Ignorable_Code_Point of the Unicode Character Database, controls, and
/// noncharacters. What is in no range is plain.
constexpr Range ranges[] = {
    {0x0000, 0x0008, dropped},   {0x0009, 0x0009, space},     {0x000A, 0x000D, line_end},
    {0x000E, 0x001F, dropped},   {0x0020, 0x0020, space},     {0x007F, 0x0084, dropped},
    {0x0085, 0x0085, line_end},  {0x0086, 0x009F, dropped},   {0x00A0, 0x00A0, space},
    {0x00AD, 0x00AD, dropped},   {0x034F, 0x034F, dropped},   {0x061C, 0x061C, dropped},
    {0x115F, 0x1160, dropped},   {0x1680, 0x1680, space},     {0x17B4, 0x17B5, dropped},
    {0x180B, 0x180F, variation}, {0x2000, 0x200A, space},     {0x200B, 0x200B, dropped},
    {0x200C, 0x200D, joiner},    {0x200E, 0x200F, dropped},   {0x2028, 0x2029, line_end},
    {0x202A, 0x202E, dropped},   {0x202F, 0x202F, space},     {0x205F, 0x205F, space},
    {0x2060, 0x206F, dropped},   {0x3000, 0x3000, space},     {0x3164, 0x3164, dropped},
    {0xFDD0, 0xFDEF, dropped},   {0xFE00, 0xFE0F, variation}, {0xFEFF, 0xFEFF, dropped},
    {0xFFA0, 0xFFA0, dropped},   {0xFFF0, 0xFFFB, dropped},   {0xFFFE, 0xFFFF, dropped},
    {0x1BCA0, 0x1BCA3, dropped}, {0x1D173, 0x1D17A, dropped}, {0xE0000, 0xE001F, dropped},
    {0xE0020, 0xE007F, tag},     {0xE0080, 0xE00FF, dropped}, {0xE0100, 0xE01EF, variation},
    {0xE01F0, 0xE0FFF, dropped},
};

/// In ascending order: Arabic to Sinhala, Tibetan and Burmese, Khmer and Mongolian, presentation forms of Arabic.
constexpr Range joining[] = {
    {0x0600, 0x08FF, joiner}, {0x0900, 0x0DFF, joiner}, {0x0F00, 0x109F, joiner},
    {0x1780, 0x18AF, joiner}, {0xFB50, 0xFDFF, joiner}, {0xFE70, 0xFEFE, joiner},
};

/// Finds the range of a code point by binary search.
template <std::size_t n> Character among(const Range (&rows)[n], char32_t c) {
    const Range* row =
        std::lower_bound(std::begin(rows), std::end(rows), c, [](const Range& r, char32_t at) { return r.last < at; });
    return row != std::end(rows) && row->first <= c ? row->kind : plain;
}

constexpr std::size_t first_rare = 0x3200;  // most text is below: all alphabets, not the Chinese characters

/// Spreads the ranges into an array indexed by code point.
template <std::size_t n> constexpr std::array<Character, first_rare> spread(const Range (&rows)[n]) {
    std::array<Character, first_rare> out{};
    for (const Range& row : rows)
        for (char32_t c = row.first; c <= row.last && c < first_rare; ++c) out[c] = row.kind;
    return out;
}

constexpr auto common_kinds = spread(ranges);
constexpr auto common_joining = spread(joining);

}  // namespace

Character kind_of(char32_t c) { return c < first_rare ? common_kinds[c] : among(ranges, c); }
bool in_joining_script(char32_t c) { return (c < first_rare ? common_joining[c] : among(joining, c)) == joiner; }

}  // namespace tangible::ingest

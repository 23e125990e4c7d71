// Tables lead from places in the fonts Wingdings and Symbol to Unicode; two strings list the Greek letters of Symbol,
// from A to Z and from a to z.  Word writes such a place as F000 + place, in Unicode's private use area.  In any other
// font the number is a code point, unless it is private.
#include "ingest/formats/symbols.h"
#include "schemas/ground/utf8.h"
#include <array>
#include <charconv>
#include <utility>

namespace tangible::ingest {
namespace {

/// A character and its place in a font.
struct Sign {
    unsigned place;
    std::string_view utf8;
};

constexpr std::array wingdings = {Sign{0x4A, "☺"}, Sign{0x4B, "😐"}, Sign{0x4C, "☹"}, Sign{0x6E, "■"}, Sign{0x6F, "☐"},
                                  Sign{0x71, "☐"}, Sign{0x76, "❖"}, Sign{0x9F, "•"}, Sign{0xA7, "▪"}, Sign{0xA8, "☐"},
                                  Sign{0xAB, "★"}, Sign{0xD8, "➢"}, Sign{0xDF, "←"}, Sign{0xE0, "→"}, Sign{0xE1, "↑"},
                                  Sign{0xE2, "↓"}, Sign{0xE8, "→"}, Sign{0xFB, "✗"}, Sign{0xFC, "✓"}, Sign{0xFD, "☒"},
                                  Sign{0xFE, "☑"}};
constexpr std::array symbols = {Sign{0xA3, "≤"}, Sign{0xA5, "∞"}, Sign{0xAB, "↔"}, Sign{0xAC, "←"}, Sign{0xAE, "→"},
                                Sign{0xB0, "°"}, Sign{0xB1, "±"}, Sign{0xB3, "≥"}, Sign{0xB4, "×"}, Sign{0xB7, "•"},
                                Sign{0xB9, "≠"}, Sign{0xBB, "≈"}, Sign{0xBC, "…"}, Sign{0xD0, "∠"}, Sign{0xD6, "√"},
                                Sign{0xD7, "·"}, Sign{0xE5, "∑"}};
constexpr std::u32string_view greek_capitals = U"ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", greek = U"αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

template <std::size_t n> std::string sign_at(const std::array<Sign, n>& signs, unsigned place) {
    for (const Sign& sign : signs)
        if (sign.place == place) return std::string(sign.utf8);
    return {};
}

std::string letter(char32_t c) {
    std::string s;
    append(s, c);
    return s;
}

}  // namespace

std::string symbol(std::string_view font, std::string_view hex) {
    unsigned code = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), code, 16);
    const bool is_private = code >= 0xF000 && code <= 0xF0FF;
    const unsigned place = is_private ? code & 0xFF : code;
    if (font == "Wingdings") return sign_at(wingdings, place);
    if (font == "Symbol" && place >= 'A' && place <= 'Z') return letter(greek_capitals[place - 'A']);
    if (font == "Symbol" && place >= 'a' && place <= 'z') return letter(greek[place - 'a']);
    if (font == "Symbol" && place >= 0xA0) return sign_at(symbols, place);
    if (is_private) return place < 0x7F && font == "Symbol" ? letter(place) : "";
    return code >= ' ' && code < 0xD800 ? letter(code) : "";
}

}  // namespace tangible::ingest

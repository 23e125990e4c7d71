// Finds UK postcodes by Royal Mail's shapes and areas. The outward part ("LS1") is tried from the longest shape to the
// shortest, with and without the space before the inward part ("4AP").
#include "ingest/personal/personal_scan.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// All postcode areas, each between spaces, with those of the Crown dependencies, of the forces (BF) and of no place
/// (BX).
constexpr std::string_view areas =
    " AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK "
    "FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP "
    "NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W "
    "WA "
    "WC WD WF WN WR WS WV YO ZE ";

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
/// Returns '9' for a digit and 'A' for a letter.
char shape(char c) { return is_digit(c) ? '9' : is_letter(c) ? 'A' : c; }

/// Decides whether capitals and digits are an outward part: one of six shapes, in a known area.
bool is_outward(std::string_view part) {
    if (part == "GIR") return true;
    std::string shaped;
    for (const char c : part) shaped += shape(c);
    constexpr std::string_view shapes[] = {"A9", "A99", "A9A", "AA9", "AA99", "AA9A"};
    if (std::ranges::find(shapes, shaped) == std::end(shapes)) return false;
    const auto area = " " + std::string(part.substr(0, part.find_first_of("0123456789"))) + " ";
    return areas.find(area) != areas.npos;
}

/// Decides whether three characters are an inward part: a digit and two letters, of which six are never used.
bool is_inward(std::string_view part) {
    return is_digit(part[0]) && is_letter(part[1]) && is_letter(part[2]) && part.find_first_of("CIKMOV") == part.npos;
}

/// Decides whether three characters are an ordinal such as "1st" or "2nd".
bool is_ordinal(std::string_view part) {
    constexpr std::string_view ends[] = {"st", "nd", "rd", "th"};
    return std::ranges::find(ends, part.substr(1)) != std::end(ends);
}

/// Returns the end of the postcode at `at`, else `at`.
std::size_t postcode_end(std::string_view text, std::size_t at) {
    for (std::size_t outward = 4; outward >= 2; --outward)
        for (const std::size_t space : {1U, 0U}) {
            const std::size_t in = at + outward + space;
            if (in + 3 > text.size() || (space == 1 && text[in - 1] != ' ') || !stands_alone(text, at, in + 3))
                continue;
            std::string code(text.substr(at, outward)), rest(text.substr(in, 3));
            if (is_ordinal(rest)) continue;
            std::ranges::transform(code, code.begin(), upper);
            std::ranges::transform(rest, rest.begin(), upper);
            if (is_outward(code) && is_inward(rest) && (code != "GIR" || rest == "0AA")) return in + 3;
        }
    return at;
}

}  // namespace

Spans postcodes(std::string_view text) {
    Spans out;
    for (std::size_t at = 0; at + 5 <= text.size();) {
        const bool begins = is_letter(text[at]) && (at == 0 || !in_word(text[at - 1]));
        const std::size_t end = begins ? postcode_end(text, at) : at;
        if (end > at) out.push_back(span(at, end));
        at = std::max(end, at + 1);
    }
    return out;
}

}  // namespace tangible::ingest

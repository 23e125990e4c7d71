// Where somebody lives: UK postcodes by Royal Mail's shapes and areas, and streets with a number.
#include "ingest/ascii.h"
#include "ingest/personal_scan.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// All postcode areas, with those of the Crown dependencies, of the forces (BF) and of no place (BX).
constexpr std::string_view areas =
    " AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX "
    "FK "
    "FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP "
    "NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W "
    "WA "
    "WC WD WF WN WR WS WV YO ZE ";
constexpr std::size_t max_street_words = 4;

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }
char shape(char c) { return is_digit(c) ? '9' : is_letter(c) ? 'A' : c; }

bool is_outward(std::string_view part) {
    if (part == "GIR") return true;
    std::string shaped;
    for (const char c : part) shaped += shape(c);
    constexpr std::string_view shapes[] = {"A9", "A99", "A9A", "AA9", "AA99", "AA9A"};
    if (std::ranges::find(shapes, shaped) == std::end(shapes)) return false;
    const auto area = " " + std::string(part.substr(0, part.find_first_of("0123456789"))) + " ";
    return areas.find(area) != areas.npos;
}

bool is_inward(std::string_view part) {
    return is_digit(part[0]) && is_letter(part[1]) && is_letter(part[2]) && part.find_first_of("CIKMOV") == part.npos;
}

/// "1st", "2nd": a place in a row, not the end of a postcode.
bool is_ordinal(std::string_view part) {
    constexpr std::string_view ends[] = {"st", "nd", "rd", "th"};
    return std::ranges::find(ends, part.substr(1)) != std::end(ends);
}

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

struct Word {
    std::size_t begin, end;
};

/// The word at `at`, with the apostrophes and hyphens in it.
Word word_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at < 40 && (in_word(text[end]) || text[end] == '\'' || text[end] == '-')) ++end;
    return {at, end};
}

bool is_street_word(std::string_view word) {
    constexpr std::string_view words[] = {"Street",  "St",      "Road",   "Rd",        "Avenue",   "Ave",   "Lane",
                                          "Ln",      "Drive",   "Close",  "Way",       "Crescent", "Place", "Court",
                                          "Gardens", "Terrace", "Grove",  "Square",    "Hill",     "Row",   "Mews",
                                          "Walk",    "Green",   "Parade", "Boulevard", "Blvd",     "Quay"};
    return std::ranges::find(words, word) != std::end(words);
}
/// Welsh and Gaelic put the kind of street first.
bool is_street_lead(std::string_view word) {
    constexpr std::string_view words[] = {"Heol", "Ffordd", "Stryd", "Maes", "Lôn", "Rhodfa", "Sràid", "Rathad"};
    return std::ranges::find(words, word) != std::end(words);
}

/// The end of the street whose name begins at `at`, else 0.
std::size_t street_end(std::string_view text, std::size_t at) {
    std::size_t end = 0;
    bool lead = false;
    for (std::size_t words = 0; words <= max_street_words; ++words) {
        const Word w = word_at(text, at);
        if (w.end == w.begin) break;
        const std::string_view word = text.substr(w.begin, w.end - w.begin);
        const bool capital = word[0] >= 'A' && word[0] <= 'Z';
        if (!capital && !lead) break;
        if (words > 0 && (is_street_word(word) || (lead && capital))) end = w.end;
        if (words == 0) lead = is_street_lead(word);
        if (w.end >= text.size() || text[w.end] != ' ' || (lead && end != 0)) break;
        at = w.end + 1;
    }
    return end;
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

Spans street_addresses(std::string_view text) {
    Spans out;
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at]) || (at > 0 && in_word(text[at - 1]))) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_digit(text[end])) ++end;
        const std::size_t digits = end - at;
        if (end < text.size() && is_letter(text[end])) ++end;
        if (end < text.size() && text[end] == ',') ++end;
        const bool spaced = end < text.size() && text[end] == ' ';
        const std::size_t street = digits <= 5 && spaced ? street_end(text, end + 1) : 0;
        if (street != 0) out.push_back(span(at, street));
        at = std::max(street, end);
    }
    return out;
}

}  // namespace tangible::ingest

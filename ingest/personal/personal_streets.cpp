// Finds where somebody lives: a number and the name of a UK street, with the flat in front, and post office boxes. The
// name must have capitals and end in a word such as "Street": a number and a capital alone are everywhere.
#include "ingest/personal/personal_scan.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// Few street names have more words in front of the last one; a longer word is not one.
constexpr std::size_t max_street_words = 4, max_digits = 5, max_word_bytes = 40;

struct Word {
    std::size_t begin, end;
};

/// Returns the word at `at`, with the apostrophes and hyphens in it.
Word word_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at < max_word_bytes &&
           (in_word(text[end]) || text[end] == '\'' || text[end] == '-'))
        ++end;
    return {at, end};
}

/// Decides whether a word ends names of streets.
bool is_street_word(std::string_view word) {
    constexpr std::string_view words[] = {
        "Street", "St",    "Road",    "Rd",    "Avenue", "Ave",       "Lane",      "Ln",
        "Drive",  "Close", "Way",     "Place", "Court",  "Crescent",  "Gardens",   "Grove",
        "Square", "Hill",  "Terrace", "Row",   "Mews",   "Walk",      "Green",     "Boulevard",
        "Parade", "Blvd",  "Quay",    "Rise",  "Vale",   "Croft",     "Broadway",  "Wynd",
        "Brae",   "Garth", "Villas",  "Wharf", "Meadow", "Meadows",   "Esplanade", "Promenade",
        "Circus", "Fold",  "Mount",   "View",  "Gate",   "Embankment"};
    return std::ranges::find(words, word) != std::end(words);
}
/// Decides whether a word begins names of streets: Welsh and Gaelic put the kind of street first.
bool is_street_lead(std::string_view word) {
    constexpr std::string_view words[] = {"Heol", "Ffordd", "Stryd", "Maes", "Lôn", "Rhodfa", "Sràid", "Rathad"};
    return std::ranges::find(words, word) != std::end(words);
}

/// Returns the end of the street whose name begins at `at`, else 0.
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
        // "12 St. John Street"
        const bool saint = words == 0 && word == "St" && text.substr(w.end).starts_with(". ");
        const std::size_t next = w.end + (saint ? 1 : 0);
        if (next >= text.size() || text[next] != ' ' || (lead && end != 0)) break;
        at = next + 1;
    }
    return end;
}

/// Returns the end of a house number such as "12" or "12b" at `at`, else `at`.
std::size_t number_end(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool numbers = end > at && end - at <= max_digits;
    return !numbers ? at : end < text.size() && is_letter(text[end]) ? end + 1 : end;
}

/// Returns the end of a house number with its street at `at`, else 0: "12 Mill Lane", "12-14 Mill Lane", "5/3 Leith
/// Walk".
std::size_t house_end(std::string_view text, std::size_t at) {
    std::size_t end = number_end(text, at);
    if (end == at) return 0;
    if (end < text.size() && (text[end] == '-' || text[end] == '/')) end = std::max(end, number_end(text, end + 1));
    if (end < text.size() && text[end] == ',') ++end;
    return end < text.size() && text[end] == ' ' ? street_end(text, end + 1) : 0;
}

/// Returns where the house begins behind a "Flat 2, " at `at`, else `at`.
std::size_t flat_end(std::string_view text, std::size_t at) {
    for (const std::string_view kind : {"Flat ", "flat ", "Apartment ", "Apt ", "Unit ", "Room "}) {
        if (!text.substr(at).starts_with(kind)) continue;
        Word which = word_at(text, at + kind.size());
        if (which.end == which.begin || which.end - which.begin > 4) return at;
        if (which.end < text.size() && text[which.end] == ',') ++which.end;
        return which.end < text.size() && text[which.end] == ' ' ? which.end + 1 : at;
    }
    return at;
}

/// Returns the end of "PO Box 12" or "BFPO 57" at `at`, else 0.
std::size_t box_end(std::string_view text, std::size_t at) {
    for (const std::string_view box : {"PO Box ", "P.O. Box ", "P O Box ", "PO BOX ", "P.O. BOX ", "BFPO "}) {
        const std::size_t number = at + box.size();
        if (!text.substr(at).starts_with(box)) continue;
        const std::size_t end = number_end(text, number);
        return end > number && stands_alone(text, at, end) ? end : 0;
    }
    return 0;
}

}  // namespace

Spans street_addresses(std::string_view text) {
    Spans out;
    for (std::size_t at = 0; at < text.size();) {
        const bool begins = in_word(text[at]) && (at == 0 || !in_word(text[at - 1]));
        const std::size_t end = begins ? std::max(box_end(text, at), house_end(text, flat_end(text, at))) : 0;
        if (end != 0) out.push_back(span(at, end));
        at = std::max(end, at + 1);
    }
    return out;
}

}  // namespace tangible::ingest

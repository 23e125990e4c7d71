// Divides a text into words, and finds how far a name goes on. Lists of words that begin no name, and of particles,
// come first. name_length() goes on from a word while capitals, initials and particles follow; a name does not end with
// a particle.
#include "ingest/personal/personal_words.h"
#include "ingest/personal/personal_scan.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/utf8.h"
#include <unicode/uchar.h>

namespace tangible::ingest {
namespace {

/// "Anna Maria van Berg" has four words.
constexpr std::size_t max_names = 4;

/// Words that have a capital in English but begin no name.
constexpr std::array<std::string_view, 44> no_names = {
    "i",         "the",       "mayor",   "provost",  "january",  "february", "april",    "june",      "july",
    "august",    "september", "october", "november", "december", "monday",   "tuesday",  "wednesday", "thursday",
    "friday",    "saturday",  "sunday",  "we",       "he",       "she",      "they",     "it",        "and",
    "but",       "in",        "at",      "on",       "when",     "england",  "scotland", "wales",     "ireland",
    "christmas", "easter",    "god",     "chief",    "for",      "you",      "of",       "to"};
constexpr std::array<std::string_view, 13> particles = {"de", "van", "der",   "von", "bin", "bint", "al",
                                                        "ap", "ab",  "ferch", "da",  "di",  "el"};

/// Returns the end of the letter, digit or accent at `at`, else `at`.
std::size_t letter_end(std::string_view text, std::size_t at) {
    if (at >= text.size()) return at;
    if (static_cast<unsigned char>(text[at]) < 0x80) return in_word(text[at]) ? at + 1 : at;
    std::size_t end = at;
    const char32_t c = next_code_point(text, end);
    if (c == invalid) return at;
    const auto kind = U_GET_GC_MASK(static_cast<UChar32>(c));
    return (kind & (U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK)) != 0 ? end : at;
}

/// Returns the length in bytes of the apostrophe or hyphen at `at`, else 0.
std::size_t joint(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at, 3);
    return rest.starts_with('\'') || rest.starts_with('-') ? 1 : rest == "’" ? 3 : 0;
}

/// Returns the end of the word at `at`. Apostrophes and hyphens belong to it if a letter follows.
std::size_t word_end(std::string_view text, std::size_t at) {
    for (;;) {
        std::size_t end = letter_end(text, at);
        if (end == at) {
            const std::size_t between = joint(text, at);
            end = between == 0 ? at : letter_end(text, at + between);
            if (end == at || end == at + between) return at;
        }
        at = end;
    }
}

/// Returns a word without the "'s" at its end.
std::string_view without_possessive(std::string_view word) {
    for (const std::string_view end : {"'s", "’s"})
        if (word.ends_with(end)) word.remove_suffix(end.size());
    return word;
}

/// Decides whether a word is a contraction: "I've", "Don't", "They'll".
bool is_contraction(std::string_view lower) {
    for (const std::string_view end : {"n't", "'ve", "'re", "'ll", "'d", "'m", "n’t", "’ve", "’re", "’ll", "’d", "’m"})
        if (lower.ends_with(end)) return true;
    return false;
}

}  // namespace

NameWords name_words(std::string_view text) {
    NameWords out;
    std::size_t last = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = letter_end(text, at) == at ? at : word_end(text, at);
        if (end == at) {
            ++at;
            continue;
        }
        const std::string_view word = without_possessive(text.substr(at, end - at));
        std::size_t first = 0;
        const auto c = static_cast<UChar32>(next_code_point(word, first));
        out.push_back(
            {span(at, at + word.size()), word, lower_ascii(word), u_isupper(c) != 0, text.substr(last, at - last)});
        last = at + word.size();
        at = end;
    }
    return out;
}

bool begins_name(const NameWord& w) { return w.capital && !among(no_names, w.lower) && !is_contraction(w.lower); }
bool is_particle(std::string_view lower) { return among(particles, lower); }

std::size_t name_length(const NameWords& words, std::size_t i) {
    std::size_t n = 0, good = 0;
    for (; i + n < words.size() && n < max_names; ++n) {
        const NameWord& w = words[i + n];
        const bool after_initial = n > 0 && words[i + n - 1].text.size() == 1 && w.gap == ". ";
        if (n > 0 && w.gap != " " && !after_initial) break;
        // "I" is no name, but it may be an initial: "Hanne I. Berg".
        const bool initial =
            n > 0 && w.capital && w.text.size() == 1 && i + n + 1 < words.size() && words[i + n + 1].gap == ". ";
        if (begins_name(w) || initial)
            good = n + 1;
        else if (n == 0 || !is_particle(w.lower))
            break;
    }
    return good;
}

}  // namespace tangible::ingest

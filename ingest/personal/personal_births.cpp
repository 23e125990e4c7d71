// Finds dates of birth. Stories are full of other dates, so a date counts only within 30 bytes behind a word such as
// "born". O(bytes).
#include "ingest/personal/personal_scan.h"
#include "schemas/ground/ascii.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// As far as "born in Leeds on the ...". The words are English, Welsh ("ganed") and their short forms, in lower case.
constexpr std::size_t near_bytes = 30;
constexpr std::string_view births[] = {"born",      "birth", "birthday", "dob",   "d.o.b",
                                       "birthdate", "geni",  "ganed",    "ganwyd"};
constexpr std::string_view months[] = {"january", "february", "march",     "april",   "may",      "june",
                                       "july",    "august",   "september", "october", "november", "december",
                                       "jan",     "feb",      "mar",       "apr",     "jun",      "jul",
                                       "aug",     "sep",      "sept",      "oct",     "nov",      "dec"};

/// Counts the digits from `at` on, 5 at most.
std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at < 5 && is_digit(text[end])) ++end;
    return end - at;
}

/// Returns the end of a date such as "03/02/1956", "3-2-56" or "1956-02-03" at `at`, else `at`. All three numbers have
/// the same mark between them.
std::size_t numeric_end(std::string_view text, std::size_t at) {
    int groups = 0;
    char mark = 0;
    for (std::size_t to = at;; ++to) {
        const std::size_t digits = digits_at(text, to);
        if (digits == 0 || digits == 3 || digits > 4) return at;
        to += digits;
        if (++groups == 3) return to;
        if (to >= text.size() || std::string_view("/-.").find(text[to]) == std::string_view::npos) return at;
        if (mark != 0 && text[to] != mark) return at;
        mark = text[to];
    }
}

/// Decides whether a word (lower case) may be part of a date: a month, a day such as "3" or "3rd", or a year.
bool is_part(std::string_view word) {
    if (word.empty()) return false;
    if (std::ranges::find(months, word) != std::end(months)) return true;
    const std::size_t digits = digits_at(word, 0);
    const std::string_view rest = word.substr(digits);
    return digits == 4 ? rest.empty()
                       : digits > 0 && digits < 3 &&
                             (rest.empty() || rest == "st" || rest == "nd" || rest == "rd" || rest == "th");
}

/// Returns the end of a date in words at `at`, such as "3rd of February 1956", "March 1956" or "1956", else `at`.
std::size_t worded_end(std::string_view text, std::size_t at) {
    std::size_t good = at;
    bool year = false, month = false;
    for (int words = 0; words < 4 && at < text.size(); ++words) {
        std::size_t end = at;
        while (end < text.size() && end - at < 12 && in_word(text[end])) ++end;
        const std::string word = lower_ascii(text.substr(at, end - at));
        if (!(word == "of" && words > 0) && !is_part(word)) break;
        month = month || (!word.empty() && is_letter(word[0]) && word != "of");
        year = year || digits_at(word, 0) == 4;
        if (year || month) good = end;
        if (year) break;
        at = end;
        while (at < text.size() && (text[at] == ' ' || text[at] == ',') && at < end + 2) ++at;
    }
    return good;
}

}  // namespace

Spans birth_dates(std::string_view text) {
    Spans out;
    std::size_t until = 0;  // a date before this byte belongs to the word of birth
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '\n') until = 0;
        if (!in_word(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        if (at < until) end = std::max(numeric_end(text, at), worded_end(text, at));
        if (end > at) {
            out.push_back(span(at, end));
            until = 0;
            at = end;
            continue;
        }
        while (end < text.size() &&
               (in_word(text[end]) || (text[end] == '.' && end + 1 < text.size() && is_letter(text[end + 1]))))
            ++end;
        if (end - at < 12 && std::ranges::find(births, lower_ascii(text.substr(at, end - at))) != std::end(births))
            until = end + near_bytes;
        at = end;
    }
    return out;
}

}  // namespace tangible::ingest

// People's names by what stands before them and by their capitals.  A capital alone says nothing: places, months and
// organisations have it too.
#include "ingest/ascii.h"
#include "ingest/personal_scan.h"
#include "ingest/utf8.h"
#include <algorithm>
#include <array>
#include <span>
#include <unicode/uchar.h>

namespace tangible::ingest {
namespace {

constexpr std::size_t max_names = 4;

struct Word {
    Span at;
    std::string_view text;
    std::string lower;
    bool capital = false;
    std::string_view gap;  ///< what stands between it and the word before
};

using Words = std::vector<Word>;

Words words_of(std::string_view text) {
    Words out;
    std::size_t last = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (!in_word(text[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        auto inside = [&] {
            const bool joins = (text[at] == '\'' || text[at] == '-') && at + 1 < text.size() && in_word(text[at + 1]);
            return in_word(text[at]) || joins;
        };
        while (at < text.size() && inside() && !text.substr(at).starts_with("’s")) ++at;
        if (at == begin) {
            ++at;
            continue;
        }
        std::size_t end = at;
        if (text.substr(begin, end - begin).ends_with("'s")) end -= 2;
        const std::string_view word = text.substr(begin, end - begin);
        std::size_t first = 0;
        const auto c = static_cast<UChar32>(next_code_point(word, first));
        out.push_back({span(begin, end), word, lower_ascii(word), u_isupper(c) != 0, text.substr(last, begin - last)});
        last = end;
    }
    return out;
}

template <std::size_t n> bool among(const std::array<std::string_view, n>& list, std::string_view word) {
    return std::ranges::find(list, word) != list.end();
}

constexpr std::array<std::string_view, 28> titles = {
    "mr",     "mrs",  "ms",    "miss",     "mx",    "dr",   "doctor", "prof", "professor",  "sir",
    "dame",   "rev",  "revd",  "reverend", "canon", "imam", "rabbi",  "cllr", "councillor", "sheikh",
    "auntie", "aunt", "uncle", "nurse",    "lady",  "lord", "fr",     "nana"};
constexpr std::array<std::string_view, 29> kin = {
    "son",    "daughter",   "husband",   "wife",   "partner",  "mother",        "father",      "mum",
    "mam",    "dad",        "brother",   "sister", "friend",   "neighbour",     "cousin",      "niece",
    "nephew", "aunt",       "uncle",     "gran",   "grandson", "granddaughter", "grandmother", "grandfather",
    "carer",  "girlfriend", "boyfriend", "fiancé", "grandma"};
constexpr std::array<std::string_view, 8> whose = {"my", "his", "her", "our", "their", "your", "whose", "a"};
constexpr std::array<std::string_view, 14> somebody = {"man",       "woman",     "girl",    "boy",      "lady",
                                                       "lad",       "gentleman", "child",   "person",   "baby",
                                                       "volunteer", "worker",    "refugee", "gentleman"};
/// Capitals that begin no name.
constexpr std::array<std::string_view, 44> no_names = {
    "i",         "the",       "mayor",   "provost",  "january",  "february", "april",    "june",      "july",
    "august",    "september", "october", "november", "december", "monday",   "tuesday",  "wednesday", "thursday",
    "friday",    "saturday",  "sunday",  "we",       "he",       "she",      "they",     "it",        "and",
    "but",       "in",        "at",      "on",       "when",     "england",  "scotland", "wales",     "ireland",
    "christmas", "easter",    "god",     "chief",    "for",      "you",      "of",       "to"};
constexpr std::array<std::string_view, 13> particles = {"de", "van", "der",   "von", "bin", "bint", "al",
                                                        "ap", "ab",  "ferch", "da",  "di",  "el"};
constexpr std::array<std::string_view, 20> closes = {
    "regards", "wishes",       "sincerely",  "faithfully", "thanks", "love",      "cheers",
    "truly",   "cofion",       "diolch",     "gywir",      "yours",  "blessings", "gratitude",
    "xx",      "respectfully", "pozdrawiam", "mise",       "slán",   "cordially"};

bool begins_name(const Word& w) { return w.capital && !among(no_names, w.lower); }

/// How many words from `i` on are one name.
std::size_t name_length(const Words& words, std::size_t i) {
    std::size_t n = 0, good = 0;
    for (; i + n < words.size() && n < max_names; ++n) {
        const Word& w = words[i + n];
        const bool after_initial = n > 0 && words[i + n - 1].text.size() == 1 && w.gap == ". ";
        if (n > 0 && w.gap != " " && !after_initial) break;
        if (begins_name(w))
            good = n + 1;
        else if (n == 0 || !among(particles, w.lower))
            break;
    }
    return good;
}

bool says(const Words& words, std::size_t end, std::initializer_list<std::string_view> phrase) {
    if (end < phrase.size()) return false;
    return std::ranges::equal(phrase, std::span(words).subspan(end - phrase.size(), phrase.size()), {}, {},
                              &Word::lower);
}

/// "a woman called", "she is called": of somebody, where "a project called" is not.
bool somebody_called(const Words& words, std::size_t i) {
    if (i < 2 || (words[i - 1].lower != "called" && words[i - 1].lower != "named")) return false;
    const std::string& before = words[i - 2].lower;
    if (among(somebody, before) || among(kin, before)) return true;
    return i >= 3 && (before == "am" || before == "is" || before == "was") &&
           (words[i - 3].lower == "i" || words[i - 3].lower == "he" || words[i - 3].lower == "she");
}

bool named_before(const Words& words, std::size_t i) {
    if (i == 0) return false;
    const Word& before = words[i - 1];
    const std::string_view gap = words[i].gap;
    if (gap != " " && gap != ". " && gap != ", " && gap != ": ") return false;
    if (before.capital && among(titles, before.lower)) return gap == " " || gap == ". ";
    if (gap == ". ") return false;
    if (says(words, i, {"name", "is"}) || says(words, i, {"name", "was"}) || says(words, i, {"enw", "i", "yw"}))
        return gap != ", " && i >= 3 && (among(whose, words[i - 3].lower) || words[i - 3].lower == "fy");
    if (gap == " " && somebody_called(words, i)) return true;
    return gap != ": " && i >= 2 && among(kin, before.lower) && among(whose, words[i - 2].lower);
}

/// The line of the word at `i`, as words [begin, end).
bool breaks_line(const Word& w) { return w.gap.find('\n') != w.gap.npos; }

/// A line that is a name and nothing else, after a line that closes a letter.
bool signs(const Words& words, std::size_t i, std::size_t length) {
    if (i == 0 || length > 3 || !breaks_line(words[i]) || !among(closes, words[i - 1].lower)) return false;
    const bool short_close = std::string_view("\n,!. ").find(words[i].gap[0]) != std::string_view::npos;
    return short_close && (i + length == words.size() || breaks_line(words[i + length]));
}

/// "Amina Khan <": the name that an address gives itself.
bool has_address(std::string_view text, const Word& last) {
    const std::size_t end = last.at.end;
    const std::string_view after = text.substr(end, 100);
    const bool opens = after.starts_with(" <") || after.starts_with("\" <");
    return opens && after.find('@') < after.find_first_of(">\n");
}

}  // namespace

Spans people(std::string_view text) {
    Spans out;
    const Words words = words_of(text);
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t length = name_length(words, i);
        if (length == 0) {
            ++i;
            continue;
        }
        const bool named =
            named_before(words, i) || signs(words, i, length) || has_address(text, words[i + length - 1]);
        // "Dr Khan" begins with its title, which is part of no name.
        const bool titled = !named && among(titles, words[i].lower);
        if (named) out.push_back(span(words[i].at.begin, words[i + length - 1].at.end));
        i += titled ? 1 : named ? length : 1;
    }
    return out;
}

}  // namespace tangible::ingest

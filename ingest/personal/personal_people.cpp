// Finds people's names: by what stands before them ("Dr", "my son", "Dear"), by where they stand (below "Kind
// regards"), or because they are known names (personal_names.cpp). A capital alone says nothing, since places, months
// and organisations have it too.
#include "ingest/personal/known_words.h"
#include "ingest/personal/personal_scan.h"
#include "ingest/personal/personal_words.h"
#include <span>

namespace tangible::ingest {
namespace {

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
constexpr std::array<std::string_view, 20> closes = {
    "regards", "wishes",       "sincerely",  "faithfully", "thanks", "love",      "cheers",
    "truly",   "cofion",       "diolch",     "gywir",      "yours",  "blessings", "gratitude",
    "xx",      "respectfully", "pozdrawiam", "mise",       "slán",   "cordially"};

/// Decides whether the words before `end` are this phrase (lower case).
bool says(const NameWords& words, std::size_t end, std::initializer_list<std::string_view> phrase) {
    if (end < phrase.size()) return false;
    return std::ranges::equal(phrase, std::span(words).subspan(end - phrase.size(), phrase.size()), {}, {},
                              &NameWord::lower);
}

/// Decides whether the word at `i` follows "a woman called" or "she is called"; "a project called" does not count.
bool somebody_called(const NameWords& words, std::size_t i) {
    if (i < 2 || (words[i - 1].lower != "called" && words[i - 1].lower != "named")) return false;
    const std::string& before = words[i - 2].lower;
    if (among(somebody, before) || among(kin, before)) return true;
    return i >= 3 && (before == "am" || before == "is" || before == "was") &&
           (words[i - 3].lower == "i" || words[i - 3].lower == "he" || words[i - 3].lower == "she");
}

constexpr std::array<std::string_view, 5> greetings = {"dear", "hi", "hello", "hey", "annwyl"};
/// Forms ask for the names of these too: "Project name: Hope".
constexpr std::array<std::string_view, 17> nameless = {
    "project",  "organisation", "organization", "company", "ward", "hospital", "group",   "school", "street",
    "business", "brand",        "place",        "user",    "file", "domain",   "charity", "service"};

/// Decides whether a word could be anybody's name: "Dear Csanád", but not "Dear Customer".
bool could_be_name(const NameWord& w) {
    const Known k = known(w.text);
    return k.first || (!k.ordinary && !k.place && w.text.size() > 1);
}

/// Decides whether "Dear", "call me", "named him" or the like stands before the word.
bool addressed(const NameWords& words, std::size_t i) {
    if (i == 0 || words[i].gap != " " || !could_be_name(words[i])) return false;
    if (among(greetings, words[i - 1].lower)) return words[i - 1].capital;
    return says(words, i, {"call", "me"}) || says(words, i, {"calls", "me"}) || says(words, i, {"called", "me"}) ||
           says(words, i, {"named", "him"}) || says(words, i, {"named", "her"});
}

/// Decides whether the word answers a form's "Name: " or "Surname? ".
bool answers_for_name(const NameWords& words, std::size_t i) {
    if (i == 0 || words[i].gap.size() > 8 || !could_be_name(words[i])) return false;
    const std::string_view gap = words[i].gap;
    if ((gap[0] != ':' && gap[0] != '?') || gap.find_first_not_of(" \t\n", 1) != gap.npos) return false;
    const std::string& asked = words[i - 1].lower;
    if (asked == "surname" || asked == "forename") return true;
    return asked == "name" && (i < 2 || !among(nameless, words[i - 2].lower));
}

/// Decides whether the words before `i` say that a name follows.
bool named_before(const NameWords& words, std::size_t i) {
    if (i == 0) return false;
    if (addressed(words, i) || answers_for_name(words, i)) return true;
    const NameWord& before = words[i - 1];
    const std::string_view gap = words[i].gap;
    if (gap != " " && gap != ". " && gap != ", " && gap != ": ") return false;
    if (before.capital && among(titles, before.lower)) return gap == " " || gap == ". ";
    if (gap == ". ") return false;
    if (says(words, i, {"name", "is"}) || says(words, i, {"name", "was"}) || says(words, i, {"enw", "i", "yw"}))
        return gap != ", " && i >= 3 && (among(whose, words[i - 3].lower) || words[i - 3].lower == "fy");
    if (gap == " " && somebody_called(words, i)) return true;
    return gap != ": " && i >= 2 && among(kin, before.lower) && among(whose, words[i - 2].lower);
}

/// Decides whether a word begins a line.
bool breaks_line(const NameWord& w) { return w.gap.find('\n') != w.gap.npos; }

/// Decides whether the words are a line of their own below a line that closes a letter.
bool signs(const NameWords& words, std::size_t i, std::size_t length) {
    if (i == 0 || length > 3 || !breaks_line(words[i]) || !among(closes, words[i - 1].lower)) return false;
    const bool short_close = std::string_view("\n,!. ").find(words[i].gap[0]) != std::string_view::npos;
    return short_close && (i + length == words.size() || breaks_line(words[i + length]));
}

/// Decides whether a mail address in angle brackets follows the name: "Amina Khan <amina@...".
bool has_address(std::string_view text, const NameWord& last) {
    const std::size_t end = last.at.end;
    const std::string_view after = text.substr(end, 100);
    const bool opens = after.starts_with(" <") || after.starts_with("\" <");
    return opens && after.find('@') < after.find_first_of(">\n");
}

}  // namespace

Spans people(std::string_view text) {
    Spans out;
    const NameWords words = name_words(text);
    for (std::size_t i = 0; i < words.size();) {
        const std::size_t capitals = name_length(words, i);
        const bool cued = capitals != 0 && (named_before(words, i) || signs(words, i, capitals) ||
                                            has_address(text, words[i + capitals - 1]));
        // "Dr Khan" begins with its title, which is part of no name.
        const bool titled = !cued && capitals != 0 && among(titles, words[i].lower);
        const std::size_t length = cued ? capitals : titled ? 0 : known_name(words, i);
        if (length != 0) out.push_back(span(words[i].at.begin, words[i + length - 1].at.end));
        i += std::max<std::size_t>(length, 1);
    }
    return out;
}

}  // namespace tangible::ingest

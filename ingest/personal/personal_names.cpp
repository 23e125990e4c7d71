// Finds names by what is known of their words. A list of names alone would report too much, since many names are words,
// places and months too. So the words beside a name decide: those that lead to a place or make a thing of it, those of
// organisations behind it, and whether it begins a sentence, where every word has a capital.
#include "ingest/personal/known_words.h"
#include "ingest/personal/personal_beside.h"
#include "ingest/personal/personal_words.h"

namespace tangible::ingest {
namespace {

/// Decides whether a word is in capitals: an abbreviation or a heading, and not reported.
bool all_capitals(std::string_view word) {
    return word.size() > 1 && word.find_first_of("abcdefghijklmnopqrstuvwxyz") == word.npos &&
           static_cast<unsigned char>(word[1]) < 0x80;
}

/// Decides whether a word has the shape of a surname: "McLeod", "O'Hara", "D'Souza".
bool has_surname_shape(std::string_view word) {
    for (const std::string_view lead : {"Mc", "Mac", "O'", "O’", "D'", "D’"})
        if (word.starts_with(lead) && word.size() > lead.size() + 2)
            if (const char c = word[lead.size()]; c >= 'A' && c <= 'Z') return true;
    return false;
}

/// Returns what is known of a word. One with hyphens is a name if all its parts are, and ordinary if one part is.
Known known_of(const NameWord& w) {
    Known whole = known(w.text);
    whole.last |= has_surname_shape(w.text);
    if (whole.first || whole.last || w.text.find('-') == w.text.npos) return whole;
    Known all{true, true, false, false};
    for (std::string_view rest = w.text; !rest.empty();) {
        const auto end = std::min(rest.find('-'), rest.size());
        const Known part = known(rest.substr(0, end));
        all.first &= part.first;
        all.last &= part.first || part.last;
        all.ordinary |= part.ordinary;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return all;
}

/// Decides whether a name is as often a place.
bool is_place(const NameWord& w, const Known& k) {
    return among(place_names, w.lower) || (k.place && !among(peoples_own, w.lower));
}

/// Decides whether a word begins a sentence, a line or a quotation, where its capital proves nothing.
bool begins_sentence(const NameWords& words, std::size_t i) {
    const std::string_view gap = words[i].gap;
    return i == 0 || gap.find_first_of(".!?:\n*\"(>") != gap.npos || gap.find("“") != gap.npos ||
           gap.find("‘") != gap.npos;
}

/// Returns the word before `i` (lower case) if only a space is between, else "".
std::string_view before(const NameWords& words, std::size_t i) {
    return i == 0 || words[i].gap != " " ? std::string_view{} : std::string_view(words[i - 1].lower);
}
/// Returns the word after `i` if only a space is between, else nullptr.
const NameWord* after(const NameWords& words, std::size_t i) {
    return i + 1 < words.size() && words[i + 1].gap == " " ? &words[i + 1] : nullptr;
}

/// Decides whether a word is an initial, such as the "J" of "J. Smith".
bool is_initial(const NameWord& w) { return w.capital && w.text.size() == 1; }

/// Decides whether the word at `i` may continue a name that began before it. `of_place`: a word in front leads to a
/// place.
bool goes_on(const NameWords& words, std::size_t i, bool of_place) {
    const NameWord& w = words[i];
    if (is_initial(words[i - 1]) && w.capital) return true;
    if (all_capitals(w.text) || among(organisations, w.lower)) return false;
    if (among(landscape, w.lower)) return !of_place;
    const Known k = known_of(w);
    if (k.first || k.last || !k.ordinary) return true;
    // An ordinary word continues a sure first name only if it is the last capital: "James Sparks explained", but not
    // "Marie Curie Project Lead".
    const Known first = known_of(words[i - 1]);
    const NameWord* next = after(words, i);
    return first.first && !first.ordinary && (next == nullptr || !next->capital);
}

/// Returns how many of the `length` words from `i` on are one name.
std::size_t run(const NameWords& words, std::size_t i, std::size_t length) {
    const std::string_view lead = before(words, i);
    const bool of_place = among(places_follow, lead) || among(things_follow, lead) || among(either_follows, lead);
    std::size_t good = 1;
    for (std::size_t n = 1; n < length; ++n)
        if (words[i + n].capital && goes_on(words, i + n, of_place))
            good = n + 1;
        else if (!is_particle(words[i + n].lower))
            break;
    return good;
}

/// Decides whether an organisation's word follows: "Chelsea and Westminster Hospital", "Mary's School", "Ruby ward".
/// Looks at five words at most.
bool leads_to_organisation(const NameWords& words, std::size_t i) {
    if (i < words.size() && words[i].gap == " " && among(sites, words[i].lower)) return true;
    for (const std::size_t end = std::min(words.size(), i + 5); i < end; ++i) {
        const NameWord& w = words[i];
        if (w.gap != " " && w.gap != "'s " && w.gap != "’s " && w.gap != " & ") return false;
        if (w.capital && among(organisations, w.lower)) return true;
        if (!w.capital && w.lower != "and") return false;
    }
    return false;
}

bool is_number(const NameWord* w) { return w != nullptr && w->text[0] >= '0' && w->text[0] <= '9'; }

/// Decides whether a first name without a surname is a person's.
bool stands_alone_as_name(const NameWords& words, std::size_t i, const Known& k) {
    const NameWord& w = words[i];
    const NameWord* next = after(words, i);
    if (next != nullptr && among(people_say, next->lower)) return true;
    const std::string_view lead = before(words, i);
    if (among(never_alone, w.lower) || among(places_follow, lead) || among(things_follow, lead)) return false;
    // "14 Jan", "Rowan 1"
    if (is_number(next) || (!lead.empty() && is_number(&words[i - 1]))) return false;
    if (k.place && !among(peoples_own, w.lower)) return false;
    if ((k.place || among(place_names, w.lower)) && among(either_follows, lead)) return false;
    if (!k.ordinary) return true;
    // "a sense of Hope"
    if (lead == "of") return false;
    const bool in_title = next != nullptr && next->capital && next->lower != "i";
    return !begins_sentence(words, i) && (lead.empty() || !words[i - 1].capital) && !in_title;
}

/// Decides whether a name has a middle initial: "Janka M. Szász". "A" counts only with its dot, since it is a word too.
bool has_initial(const NameWords& words, std::size_t i, std::size_t length) {
    for (std::size_t n = 1; n + 1 < length; ++n)
        if (is_initial(words[i + n]) && (words[i + n].text != "A" || words[i + n + 1].gap == ". ")) return true;
    return false;
}

}  // namespace

// In order: words that cannot begin a name; how long the name is; organisations; first names alone; then full names, by
// what is known of their first and last words.
std::size_t known_name(const NameWords& words, std::size_t i) {
    const NameWord& w = words[i];
    const std::string_view lead = before(words, i);
    if (!begins_name(w) || all_capitals(w.text) || among(never, w.lower) || among(leads, lead)) return 0;
    const Known k = known_of(w);
    if (k.ordinary && (!k.first || among(things_follow, lead))) return 0;
    const std::size_t length = run(words, i, name_length(words, i));
    if (leads_to_organisation(words, i + length)) return 0;
    if (length == 1) return k.first && stands_alone_as_name(words, i, k) ? 1 : 0;
    if (w.text.size() > 1 && has_initial(words, i, length)) return length;
    const Known last = known_of(words[i + length - 1]);
    // "Will Amina come?", "Paris France".
    if (k.ordinary && begins_sentence(words, i) && !last.last) return 0;
    if (is_place(w, k) && !last.first && !last.last) return 0;
    if (k.first) return length;
    const bool could_be_first = !k.place && !among(organisations, w.lower) && !among(leads, w.lower);
    return could_be_first && last.last && !last.ordinary ? length : 0;
}

}  // namespace tangible::ingest

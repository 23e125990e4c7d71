// Divides text into sentences by ICU's rules (UAX #29). Those rules end a sentence after any full stop with a capital
// behind it, so sentences that end in a title or an initial ("Dr.", "J.") are joined with the next one.
#include "ingest/text/normalise.h"
#include "schemas/ground/error.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <array>
#include <memory>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

namespace tangible::ingest {
namespace {

/// Abbreviations that a name or number follows, although it begins like a sentence. In the languages of our tellers;
/// sorted by bytes, for binary search.
constexpr std::array<std::string_view, 42> before_names = {
    "Adm",  "Bl",  "Capt", "Cllr", "Col", "Cpt", "Dr",  "Drs", "Fr", "Gen",   "Hon",  "Lt",   "Maj", "Messrs",
    "Mme",  "Mr",  "Mrs",  "Ms",   "Mt",  "Mx",  "No",  "Nos", "Nr", "Parch", "Pfr",  "Prof", "Rep", "Rev",
    "Revd", "Sen", "Sgt",  "Sr",   "Sra", "St",  "Str", "al",  "dr", "im",    "prof", "ul",   "vs",  "św"};

/// Makes ICU's sentence rules for a language.
std::unique_ptr<icu::BreakIterator> breaker_for(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createSentenceInstance(icu::Locale(language.c_str()), status));
    if (U_FAILURE(status)) throw Error(ErrorKind::temporary, "ICU sentence-break data is missing", "Install libicu72.");
    return made;
}

/// Returns this thread's rules. They are kept, since making them costs more than a short text does.
icu::BreakIterator& breaker(std::string_view language) {
    thread_local std::string of = "?";
    thread_local std::unique_ptr<icu::BreakIterator> kept;
    const std::string_view rules =
        language == "el" ? "el" : "";  // ';' asks in Greek; all others share one set of rules
    if (of != rules) {
        kept = breaker_for(std::string(rules));
        of = rules;
    }
    return *kept;
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

/// Returns the span without white space at its ends.
Span trimmed(std::string_view text, Span s) {
    while (s.begin < s.end && is_space(text[s.begin])) ++s.begin;
    while (s.end > s.begin && is_space(text[s.end - 1])) --s.end;
    return s;
}

/// Decides whether a word is a single capital. "I" is not: many sentences end with it.
bool is_initial(std::string_view word) {
    std::size_t at = 0;
    if (word.empty() || word == "I") return false;
    const auto c = static_cast<UChar32>(next_code_point(word, at));
    return at == word.size() && u_isupper(c);
}

/// Decides whether a sentence only seems to end: it ends in "Dr." or "J.".
bool goes_on(std::string_view sentence) {
    if (!sentence.ends_with('.')) return false;
    sentence.remove_suffix(1);
    const std::string_view word = sentence.substr(sentence.find_last_of(" \n(.-\"'") + 1);
    return is_initial(word) || std::ranges::binary_search(before_names, word);
}

}  // namespace

std::vector<Span> sentences(std::string_view text, std::string_view language) {
    UErrorCode status = U_ZERO_ERROR;
    UText utf8 = UTEXT_INITIALIZER;
    utext_openUTF8(&utf8, text.data(), static_cast<std::int64_t>(text.size()), &status);
    icu::BreakIterator& breaks = breaker(language);
    breaks.setText(&utf8, status);
    if (U_FAILURE(status))
        throw Error(ErrorKind::temporary, "ICU could not read a text", "Check whether there is enough memory.");

    std::vector<Span> out;
    std::uint32_t begin = 0;
    bool open = false;  // the last sentence goes on
    for (auto end = breaks.next(); end != icu::BreakIterator::DONE; end = breaks.next()) {
        const Span s = trimmed(text, {begin, static_cast<std::uint32_t>(end)});
        begin = static_cast<std::uint32_t>(end);
        if (s.size() == 0) continue;
        if (open)
            out.back().end = s.end;
        else
            out.push_back(s);
        // A line end always ends a sentence.
        open = text[begin - 1] != '\n' && goes_on(cut(text, s));
    }
    utext_close(&utf8);
    return out;
}

}  // namespace tangible::ingest

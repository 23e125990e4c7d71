// Answers questions about one line. Small tests on text come first: words, times, years, dates. The questions combine
// them with the lists of phrases.h. They are written by hand because regular expressions over so many languages
// are neither readable nor linear.
#include "ingest/reply/reply_lines.h"
#include "ingest/phrases/phrases.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <cctype>

namespace tangible::ingest {
namespace {

constexpr std::string_view program_marks = "-_*=~ \t>";  // what stands around words that a program wrote

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word_byte(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || static_cast<unsigned char>(c) >= 0x80;
}

/// Returns `s` without any of `marks` at its ends.
std::string_view stripped(std::string_view s, std::string_view marks) {
    const auto begin = s.find_first_not_of(marks);
    return begin == s.npos ? std::string_view{} : s.substr(begin, s.find_last_not_of(marks) - begin + 1);
}

/// Decides whether `word` occurs in `text` as a word of its own. Chinese, Japanese and Korean words may touch others.
bool has_word(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
        const bool cjk = static_cast<unsigned char>(word[0]) >= 0xE3;  // written without spaces
        const std::size_t end = at + word.size();
        if (cjk || ((at == 0 || !is_word_byte(text[at - 1])) && (end == text.size() || !is_word_byte(text[end]))))
            return true;
    }
    return false;
}

/// Decides whether a verb such as "wrote" occurs.
bool says_wrote(std::string_view text) {
    return std::ranges::any_of(phrases::wrote(), [&](std::string_view verb) { return has_word(text, verb); });
}

/// Counts the digits from `at` on.
std::size_t digits_at(std::string_view s, std::size_t at) {
    std::size_t end = at;
    while (end < s.size() && is_digit(s[end])) ++end;
    return end - at;
}

/// Decides whether a time occurs: "10:30", "10.30", "22h03".
bool has_time(std::string_view s) {
    for (std::size_t i = 0; i + 2 < s.size(); ++i) {
        if (!is_digit(s[i]) || (i > 0 && is_word_byte(s[i - 1]))) continue;
        const std::size_t n = digits_at(s, i), at = i + n;
        const bool mark = at < s.size() && (s[at] == ':' || s[at] == '.' || s[at] == 'h');
        if (n <= 2 && mark && digits_at(s, at + 1) == 2) return true;
        i = at;
    }
    return false;
}

/// Decides whether a year from 1900 to 2099 occurs.
bool has_year(std::string_view s) {
    for (std::size_t i = 0; i + 3 < s.size(); ++i) {
        if (!is_digit(s[i])) continue;
        const std::size_t n = digits_at(s, i);
        if (n == 4 && (s.substr(i, 2) == "19" || s.substr(i, 2) == "20")) return true;
        i += n;
    }
    return false;
}

/// Decides whether text begins with "2016-03-03" or "2013/7/20". Some programs begin an attribution so and give it no
/// verb.
bool begins_with_iso_date(std::string_view s) {
    return digits_at(s, 0) == 4 && s.size() > 8 && (s[4] == '-' || s[4] == '/') && digits_at(s, 5) > 0;
}

/// Decides whether a digit occurs among the first six words.
bool begins_dated(std::string_view s) {
    int words = 0;
    for (std::size_t i = 0; i < s.size() && words < 6; ++i) {
        if (is_digit(s[i])) return true;
        words += s[i] == ' ';
    }
    return false;
}

bool ends_sentence(std::string_view s) { return s.ends_with('.') || s.ends_with('!') || s.ends_with('?'); }
bool ends_with_colon(std::string_view s) { return s.ends_with(':') || s.ends_with("："); }

/// Decides whether angle brackets come in pairs. If not, an address was broken over two lines.
bool is_balanced(std::string_view s) {
    return std::ranges::count(s, '<') == std::ranges::count(s, '>') && !s.starts_with('<');
}

/// Returns a line in lower case without the marks that programs put around their words.
std::string bare(std::string_view line) { return std::string(stripped(folded(line), program_marks)); }

bool is_among(std::span<const std::string_view> phrases, std::string_view text) {
    return std::ranges::find(phrases, text) != phrases.end();
}
bool begins_with_one_of(std::span<const std::string_view> phrases, std::string_view text) {
    return std::ranges::any_of(phrases, [&](std::string_view phrase) { return text.starts_with(phrase); });
}

/// Returns where `word` last begins in a line behind a space or hyphen and with a capital, or 0: " On " for "on ".
std::size_t last_capitalised(std::string_view line, std::string_view word) {
    for (std::size_t at = line.size(); at-- > 1;) {
        if (line[at - 1] != ' ' && line[at - 1] != '-') continue;
        const std::string_view rest = line.substr(at, word.size() + 4);  // a capital may have more bytes
        if (!rest.starts_with(word) && folded_text(std::string(rest) + '.').starts_with(word)) return at;
    }
    return 0;
}

}  // namespace

bool is_blank(std::string_view line) {
    if (line.size() >= max_line_bytes) return false;
    line = trimmed(line);
    return line.empty() || (!all_ascii(line) && folded(line).empty());
}

bool is_quoted(std::string_view line) {
    line = trimmed(line);
    return line.starts_with('>') && !(line.ends_with("<<") && line.size() < max_line_bytes);
}

bool is_barred(std::string_view line) {
    line = trimmed(line);
    return line.starts_with('|') && (line.size() == 1 || !line.ends_with('|'));
}

bool is_ruler(std::string_view line) {
    line = trimmed(line);
    return line.size() >= 2 && line.find_first_not_of("-_=*#~+ ") == line.npos;
}

bool is_signature_mark(std::string_view line) {
    const std::string_view bare_line = trimmed(line);
    return bare_line == "--" || bare_line == "__" || bare_line == "-- --";
}

bool is_footer_ruler(std::string_view line) {
    line = trimmed(line);
    return line.size() >= 20 && line.find_first_not_of('_') == line.npos;
}

bool is_sent_from(std::string_view line) {
    std::string text = bare(line);
    text.resize(std::min(text.find('<'), text.size()));
    const auto words = std::ranges::count(text, ' ') + 1;
    if (text.empty() || words > 10 || text.ends_with("...") || text.find(',') != text.npos) return false;
    const bool begins = begins_with_one_of(phrases::sent_from(), text);
    const bool ends =
        std::ranges::any_of(phrases::sent_from_ends(), [&](std::string_view p) { return text.ends_with(p); });
    return (begins && words > 1) || ends || (begins && static_cast<unsigned char>(text[0]) >= 0xE3);
}

bool is_closing(std::string_view line) {
    if (line.size() > 60) return false;
    const std::string text = folded(line);
    return is_among(phrases::closings(), stripped(text, ",.!- "));
}

bool is_signed(std::string_view line) {
    line = trimmed(line);
    const std::string_view name = stripped(line, "/-~\u2014 ");
    return !name.empty() && name.data() != line.data() && line[1] != ' ' && std::ranges::count(name, ' ') <= 2 &&
           line.size() <= 40 && !ends_sentence(name);
}

bool is_original_mark(std::string_view line) {
    const std::string_view whole = trimmed(line);
    if (whole.size() > 120) return false;
    const bool ruled =
        whole.find("--") != whole.npos || whole.find("__") != whole.npos || whole.find("==") != whole.npos;
    if (!ruled && !ends_with_colon(whole)) return false;
    std::string text = bare(line);
    if (ends_with_colon(text)) text.pop_back();
    const std::string_view words = stripped(text, program_marks);
    if (ruled && (is_among(phrases::original_message(), words) || is_among(phrases::forwarded(), words))) return true;
    if (ruled && begins_with_one_of(phrases::forwarded_by(), words)) return true;
    return ends_with_colon(whole) && is_among(phrases::forwarded(), words);
}

Field field_of(std::string_view line) {
    line = line.substr(0, 80);
    if (line.find(':') == line.npos && line.find("：") == line.npos) return Field::none;
    const std::string text = folded(line);
    std::size_t colon = text.find(':'), wide = text.find("：");
    colon = std::min(colon, wide);
    if (colon > 40) return Field::none;  // or nowhere
    const std::string_view name = stripped(std::string_view(text).substr(0, colon), "* _\t");
    if (is_among(phrases::from(), name)) return Field::from;
    if (is_among(phrases::subject(), name)) return Field::subject;
    return is_among(phrases::fields(), name) ? Field::other : Field::none;
}

bool ends_like_attribution(std::string_view line) {
    if (line.size() > max_line_bytes) return false;
    const std::string text = bare(line);
    return ends_with_colon(text) || (has_address(text) && begins_with_iso_date(text)) ||
           std::ranges::any_of(phrases::wrote(), [&](std::string_view verb) { return text.ends_with(verb); }) ||
           (begins_with_iso_date(text) && has_word(text, "gmt"));
}

bool is_attribution(std::string_view lines, bool quote_follows) {
    if (lines.size() > max_line_bytes) return false;
    const std::string text(stripped(folded(lines), "-_*=~ \t"));
    if (!is_balanced(text)) return false;
    const bool ruled = trimmed(lines).starts_with("--") && trimmed(lines).ends_with("--");
    const bool colon = ends_with_colon(text) || ruled, verb = says_wrote(text), address = has_address(text);
    if (quote_follows) {
        if (verb && (colon || address)) return begins_dated(text) || text.size() < 120;
        if (address || begins_with_iso_date(text)) return begins_dated(text) && (has_time(text) || has_year(text));
        return false;
    }
    if (verb && begins_dated(text) && (address || (colon && has_time(text) && has_year(text)))) return true;
    if (verb && address && colon) return std::ranges::count(text, ' ') < 8;
    if (colon && address && begins_dated(text)) return has_time(text) && has_year(text);
    return begins_with_iso_date(text) && has_time(text) && has_word(text, "gmt") && text.size() < 120;
}

bool begins_with_on(std::string_view line) {
    const std::string text(stripped(folded(line.substr(0, 200)), program_marks));
    return begins_dated(text) && begins_with_one_of(phrases::on_day(), text);
}

bool begins_attribution(std::string_view line) {
    if (line.size() > 200) return false;
    const std::string text(stripped(folded(line), program_marks));
    const bool day = begins_with_on(text) || (begins_dated(text) && (has_time(text) || has_year(text)));
    return day && !ends_sentence(text);
}

std::size_t attribution_within(std::string_view line) {
    std::size_t first = 0;
    for (std::string_view on : phrases::on_day_inside())
        if (const std::size_t at = last_capitalised(line, on); at != 0 && (first == 0 || at < first) &&
                                                               begins_attribution(line.substr(at)) &&
                                                               is_attribution(line.substr(at), true))
            first = at;
    return first;
}

bool closes_address(std::string_view line, std::string_view before) {
    const std::string text = folded(line);
    if (!text.starts_with('>') || text.size() > 60 || !ends_with_colon(text)) return false;
    if (std::ranges::count(before, '<') <= std::ranges::count(before, '>')) return false;
    return text == ">:" || says_wrote(text);
}

bool has_address(std::string_view line) {
    const std::size_t at = line.find('@');
    return at != line.npos && at > 0 && is_word_byte(line[at - 1]) && at + 1 < line.size() &&
           is_word_byte(line[at + 1]) && line.find('.', at) != line.npos;
}

bool has_web_address(std::string_view line) {
    const std::string text = folded(line);
    return text.find("http://") != text.npos || text.find("https://") != text.npos || text.find("www.") != text.npos;
}

/// Nine digits or more in a row, with only signs of phone numbers between.
bool has_phone_number(std::string_view line) {
    std::size_t digits = 0;
    for (const char c : line.substr(0, max_line_bytes)) {
        if (is_digit(c))
            ++digits;
        else if (std::string_view(" ()+-./").find(c) == std::string_view::npos)
            digits = 0;
        if (digits >= 9) return true;
    }
    return false;
}

}  // namespace tangible::ingest

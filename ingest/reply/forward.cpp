// Finds where a forwarded mail begins. find() goes down the lines and tries each form of heading in turn: all in one
// line, below a mark ("Forwarded message"), as fields alone, or as an attribution. forwarded() then divides the body
// there and reads the author from the heading. Linear: each test looks at a bounded number of lines.
#include "ingest/reply/forward.h"
#include "ingest/phrases/phrases.h"
#include "ingest/reply/reply_lines.h"
#include "ingest/reply/subject.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <cctype>
#include <span>
#include <vector>

namespace tangible::ingest {
namespace {

using Lines = std::vector<std::string_view>;
/// A heading has fewer fields and lines; the limits keep each test bounded.
constexpr std::size_t most_fields = 12, most_heading_lines = 40, most_value_bytes = 2000;

/// Returns a line without its first quote mark ("> "), if it has one.
std::string_view without_quote_mark(std::string_view line) {
    std::string_view rest = line;
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    if (!rest.starts_with('>')) return line;
    rest.remove_prefix(1);
    if (rest.starts_with(' ')) rest.remove_prefix(1);
    return rest;
}

/// As without_quote_mark(): Apple Mail and others indent a forwarded mail with one quote mark.
std::string_view bare_line(std::string_view line) { return without_quote_mark(line); }

/// Decides whether a line says that a forwarded mail follows: "---- Forwarded message ----".
bool is_forward_mark(std::string_view line) {
    line = bare_line(line);
    if (!is_original_mark(line)) return false;
    const std::string text = folded(line);
    auto occurs = [&](std::string_view phrase) { return text.find(phrase) != text.npos; };
    return std::ranges::any_of(phrases::forwarded(), occurs) || std::ranges::any_of(phrases::forwarded_by(), occurs);
}

/// A line of a heading: which field it is, and its value.
struct FieldLine {
    Field kind = Field::none;
    std::string_view value;
};

/// Reads a line such as "*From:* Ann"; kind none for any other line. The colon may be a full-width one, of 3 bytes.
FieldLine field_in(std::string_view line) {
    line = bare_line(line);
    FieldLine found{field_of(line), {}};
    if (found.kind == Field::none) return found;
    const std::size_t narrow = line.find(':'), wide = line.find("：");
    const std::size_t colon = std::min(narrow, wide), size = colon == wide && wide != narrow ? 3 : 1;
    std::string_view value = trimmed(line.substr(colon + size));
    while (value.starts_with('*')) value.remove_prefix(1);
    found.value = trimmed(value);
    return found;
}

/// The fields that a program put above a forwarded mail.
struct Heading {
    std::size_t begin = 0, end = 0;  ///< lines
    std::string from, subject, others;
};

/// Reads the fields that begin at line `at`, in one paragraph. nullopt unless there are at least two, and one of them
/// says who wrote the mail.
std::optional<Heading> heading_at(const Lines& lines, std::size_t at) {
    Heading heading{at, at, {}, {}, {}};
    std::size_t fields = 0;
    std::string* last = nullptr;
    for (std::size_t i = at; i < lines.size() && i < at + most_heading_lines && fields <= most_fields; ++i) {
        const FieldLine field = field_in(lines[i]);
        const bool empty = trimmed(bare_line(lines[i])).empty();
        if (field.kind == Field::none) {
            // A value may go on in the next line if another field follows. Programs that write a heading as a list put
            // the value there too.
            const bool more = i + 1 < lines.size() && field_in(lines[i + 1]).kind != Field::none;
            const bool only_value = last && last->empty() && !empty;
            if (!last || (!only_value && !more)) break;
            if (last->size() < most_value_bytes)
                last->append(last->empty() ? "" : " ").append(trimmed(bare_line(lines[i])));
        } else {
            ++fields;
            last = field.kind == Field::from      ? &heading.from
                   : field.kind == Field::subject ? &heading.subject
                                                  : &heading.others;
            if (last->size() < most_value_bytes) last->append(last->empty() ? "" : " ").append(field.value);
        }
        heading.end = i + 1;
    }
    if (heading.from.empty() || fields < 2) return std::nullopt;
    return heading;
}

/// Returns the first line from `at` on that has words.
std::size_t after_empty(const Lines& lines, std::size_t at) {
    while (at < lines.size() && trimmed(bare_line(lines[at])).empty()) ++at;
    return at;
}

/// Joins lines with line ends.
std::string joined(const Lines& lines, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) text.append(lines[i]) += '\n';
    return text;
}

/// Joins lines, without their quote marks if every line with words has one: then the whole mail was indented.
std::string unquoted(const Lines& lines, std::size_t begin, std::size_t end) {
    const bool all = std::all_of(
        lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(end),
        [](std::string_view line) { return trimmed(line).empty() || trimmed(line).starts_with('>'); });
    std::string text;
    for (std::size_t i = begin; i < end; ++i) text.append(all ? without_quote_mark(lines[i]) : lines[i]) += '\n';
    return text;
}

/// Reads "Ann Lee <ann@example.org>", "Ann Lee [mailto:ann@example.org]" or "ann@example.org".
Person person_in(std::string_view value) {
    Person person;
    const std::size_t open = value.find_first_of("<[(");
    const std::size_t at = value.find('@');
    constexpr std::string_view ends = " \t<>[]();,\"'*";
    if (at != value.npos) {
        const auto before = value.find_last_of(ends, at), after = value.find_first_of(ends, at);
        const std::size_t begin = before == value.npos ? 0 : before + 1;
        std::string_view addr = value.substr(begin, std::min(after, value.size()) - begin);
        if (addr.starts_with("mailto:")) addr.remove_prefix(7);
        person.addr = lower_ascii(addr);
    }
    std::string_view name = value.substr(0, std::min({open, at == value.npos ? value.size() : at, value.size()}));
    if (open == value.npos && at != value.npos) name = {};
    while (!name.empty() && ends.find(name.back()) != ends.npos) name.remove_suffix(1);
    while (!name.empty() && ends.find(name.front()) != ends.npos) name.remove_prefix(1);
    person.name = name;
    return person;
}

/// Reads an attribution as a heading, "On 3 May Ann <ann@example.org> wrote:". One Outlook writes it above forwarded
/// mails too.
std::optional<Heading> attribution_at(const Lines& lines, std::size_t at) {
    std::string text;
    for (std::size_t end = at; end < std::min(at + 4, lines.size()); ++end) {
        if (trimmed(lines[end]).empty()) break;
        text += (text.empty() ? "" : " ") + std::string(trimmed(lines[end]));
        if (!is_attribution(text, true) || !ends_like_attribution(text)) continue;
        // The name stands before the address, and behind a comma or the last digit of the time.
        const std::size_t address = text.find('<');
        if (address == text.npos) return std::nullopt;
        std::size_t begin = address;
        while (begin > 0 && text[begin - 1] != ',' && !std::isdigit(static_cast<unsigned char>(text[begin - 1])))
            --begin;
        std::string_view from = trimmed(std::string_view(text).substr(begin));
        // Words in lower case in front of the name are verbs, or parts of one: "schrieb", "heeft".
        while (!from.empty() && from[0] >= 'a' && from[0] <= 'z' && from.find(' ') != from.npos)
            from.remove_prefix(from.find(' ') + 1);
        return Heading{at, end + 1, std::string(from), {}, text.substr(0, begin)};
    }
    return std::nullopt;
}

/// Decides whether a name (lower case) is that of a header field in some language.
bool is_known_field(std::string_view name) {
    auto among = [&](std::span<const std::string_view> names) { return std::ranges::find(names, name) != names.end(); };
    return among(phrases::from()) || among(phrases::subject()) || among(phrases::fields());
}

/// Returns where the field name begins whose colon is at `colon`, or npos. In a heading without line ends, only a
/// capital letter shows where a value ends and a name begins.
std::size_t field_name_before(std::string_view text, std::size_t colon) {
    constexpr std::size_t longest = 40;
    for (std::size_t begin = colon - std::min(colon, longest); begin < colon; ++begin) {
        const unsigned char first = static_cast<unsigned char>(text[begin]);
        const bool letter = (first >= 'A' && first <= 'Z') || first >= 0xC3;
        const bool inside = begin > 0 && text[begin - 1] >= 'a' && text[begin - 1] <= 'z';
        if (letter && !inside && is_known_field(folded(text.substr(begin, colon - begin)))) return begin;
    }
    return text.npos;
}

/// Reads a heading that is all in one line, as Yahoo writes it: "----- Forwarded Message ----- From: Ann To: Bo
/// Subject: Us".
std::optional<Heading> heading_within(std::string_view line, std::size_t at) {
    line = trimmed(line);
    if (!line.starts_with("-----") || line.size() > most_value_bytes) return std::nullopt;
    const std::size_t words = line.find_first_not_of("- "),
                      end_of_mark = line.find("-----", std::min(words, line.size()));
    if (words == line.npos || end_of_mark == line.npos) return std::nullopt;
    std::string_view rest = line.substr(
        line.find_first_not_of('-', end_of_mark) == line.npos ? line.size() : line.find_first_not_of('-', end_of_mark));
    std::vector<std::size_t> begins;
    for (std::size_t colon = rest.find(':'); colon != rest.npos; colon = rest.find(':', colon + 1))
        if (const std::size_t begin = field_name_before(rest, colon); begin != rest.npos) begins.push_back(begin);
    Lines fields;
    for (std::size_t i = 0; i < begins.size(); ++i)
        fields.push_back(rest.substr(begins[i], (i + 1 < begins.size() ? begins[i + 1] : rest.size()) - begins[i]));
    auto heading = heading_at(fields, 0);
    if (heading) heading->begin = at, heading->end = at + 1;
    return heading;
}

/// A heading, and the line where the program's words begin above it.
struct Found {
    std::size_t mark;  ///< where what the program wrote begins
    Heading heading;
};

/// Finds the first heading. `by_subject`: the subject says that this is a forward, so weaker signs are enough.
std::optional<Found> find(const Lines& lines, bool by_subject) {
    std::size_t said = 0;  // lines of the sender's own words so far
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (trimmed(bare_line(lines[i])).empty() || is_ruler(lines[i])) continue;
        if (auto heading = heading_within(lines[i], i)) return Found{i, std::move(*heading)};
        const bool mark = is_forward_mark(lines[i]);
        const bool original = is_original_mark(bare_line(lines[i]));
        const bool allowed = by_subject || said == 0;
        if (mark || (original && allowed))
            if (auto heading = heading_at(lines, after_empty(lines, i + 1))) return Found{i, std::move(*heading)};
        if (allowed && field_in(lines[i]).kind != Field::none)
            if (auto heading = heading_at(lines, i)) return Found{i, std::move(*heading)};
        if (by_subject)
            if (auto heading = attribution_at(lines, i)) return Found{i, std::move(*heading)};
        if (!mark && !original) ++said;
    }
    return std::nullopt;
}

/// Measures how much is said in a text: bytes that are no spaces, line ends or quote marks.
std::size_t words_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return c != ' ' && c != '\n' && c != '>'; }));
}

}  // namespace

bool is_forward_subject(std::string_view subject) {
    const std::string text = folded(subject);
    return std::ranges::any_of(phrases::forward_marks(), [&](std::string_view mark) {
        return text.starts_with(mark) && trimmed(std::string_view(text).substr(mark.size())).starts_with(':');
    });
}

std::optional<Forward> forwarded(std::string_view body, std::string_view subject) {
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
    Lines lines;
    for_each_line(body, [&](std::string_view line) { lines.push_back(line); });
    auto found = find(lines, is_forward_subject(subject));
    if (!found) return std::nullopt;
    const Heading& heading = found->heading;
    Forward forward;
    forward.author = person_in(heading.from);
    forward.subject = heading.subject.empty() ? bare_subject(subject) : heading.subject;
    std::size_t mark = found->mark;
    while (mark > 0 && (trimmed(bare_line(lines[mark - 1])).empty() || is_ruler(lines[mark - 1]))) --mark;
    forward.covering = joined(lines, 0, mark);
    forward.heading = joined(lines, mark, heading.end);
    forward.body = unquoted(lines, heading.end, lines.size());
    if (words_in(forward.covering) > words_in(forward.body)) return std::nullopt;
    return forward;
}

}  // namespace tangible::ingest

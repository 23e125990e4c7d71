// Cuts what stands below the teller's words without being any: signatures, advertisements of phones, footers of mailing
// lists, blocks of contact details. The limits are those of real signatures; anything longer may be a story below "--".
#include "ingest/reply/reply_lines.h"
#include "ingest/reply/reply_parts.h"
#include "schemas/ground/ascii.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

constexpr std::size_t most_signature_lines = 20, most_signature_bytes = 1200;
constexpr std::size_t most_contact_lines = 8, most_contact_columns = 60, most_closing_lines = 5, most_footer_lines = 10;

/// Decides whether the own lines from `begin` on are no more than a signature.
bool is_short(const Body& lines, std::size_t begin) {
    std::size_t count = 0, bytes = 0;
    for (std::size_t i = begin; i < lines.size() && count <= most_signature_lines && bytes <= most_signature_bytes; ++i)
        if (is_own(lines[i])) ++count, bytes += lines[i].text.size();
    return count <= most_signature_lines && bytes <= most_signature_bytes;
}

/// Returns where the own lines from `at` on end.
std::size_t end_of_own(const Body& lines, std::size_t at) {
    while (at < lines.size() && lines[at].part == Part::own) ++at;
    return at;
}

/// Decides whether a mailing list's footer begins at `at`: "____ / hall-friends mailing list /
/// https://example.org/list".
bool is_list_footer(const Body& lines, std::size_t at) {
    if (!is_footer_ruler(lines[at].text) || lines.size() - at > most_footer_lines) return false;
    return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(at), lines.end(),
                       [](const BodyLine& l) { return has_web_address(l.text) || has_address(l.text); });
}

/// Cuts what stands below a mark. The text behind an advertisement ("Sent from my phone") is cut only if it is short.
void cut_marked_signature(Body& lines) {
    Above above;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_own(lines[i]) ||
            !(is_signature_mark(lines[i].text) || is_sent_from(lines[i].text) || is_list_footer(lines, i)))
            continue;
        const bool whole = is_short(lines, i);
        if (!whole && !is_sent_from(lines[i].text)) continue;
        if (!above.says_something(lines, i)) continue;
        mark(lines, i, whole ? end_of_own(lines, i) : i + 1,
             is_sent_from(lines[i].text) ? Part::device : Part::signature);
    }
}

/// Decides whether lines are contact details: up to 8 short lines, of which the first is a name, with two ways to reach
/// someone ("Ann Lee / ann@example.org / 020 7946 0000").
bool is_contact(const Body& lines, std::size_t begin, std::size_t end) {
    bool address = false, web = false, phone = false;
    for (std::size_t i = begin; i < end; ++i) {
        const std::string_view text = trimmed(lines[i].text);
        if (text.size() > most_contact_columns || text.ends_with('.') || text.ends_with('?')) return false;
        address = address || has_address(text);
        web = web || has_web_address(text);
        phone = phone || has_phone_number(text);
    }
    return end - begin >= 2 && end - begin <= most_contact_lines && address + web + phone >= 2 &&
           !has_address(lines[begin].text) && !has_web_address(lines[begin].text);
}

/// Cuts contact details at the end of the own words.
void cut_contact(Body& lines) {
    std::size_t end = lines.size();
    while (end > 0 && !is_own(lines[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && is_own(lines[begin - 1])) --begin;
    if (begin > 0 && is_contact(lines, begin, end) && Above().says_something(lines, begin))
        mark(lines, begin, end, Part::signature);
}

/// Cuts rulers at the end, which separate nothing any more.
void cut_last_rulers(Body& lines) {
    for (std::size_t i = lines.size(); i-- > 0;) {
        if (!is_own(lines[i])) continue;
        if (!is_ruler(lines[i].text) && trimmed(lines[i].text) != "\u1427") return;  // the latter is a tracker\'s sign
        lines[i].part = Part::signature;
    }
}

std::string joined_lines(const Body& lines, std::size_t begin, std::size_t end) {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) text.append(lines[i].text) += i + 1 < end ? "\n" : "";
    return text;
}

}  // namespace

void cut_signature(Body& lines) {
    cut_marked_signature(lines);
    cut_contact(lines);
    cut_last_rulers(lines);
}

std::string closing_of(const Body& lines) {
    std::size_t end = lines.size();
    while (end > 0 && !is_own(lines[end - 1])) --end;
    for (std::size_t at = end; at-- > 0 && end - at <= most_closing_lines && lines[at].part == Part::own;)
        if (is_closing(lines[at].text) || (at + 1 == end && is_signed(lines[at].text)))
            return joined_lines(lines, at, end);
    return {};
}

}  // namespace tangible::ingest

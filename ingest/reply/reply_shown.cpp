// Cuts mails that a program shows whole below the teller's words, as Outlook does. Such a mail begins with its header
// fields, in any of many languages, or with a line such as "Original Message".
#include "ingest/reply/reply_lines.h"
#include "ingest/reply/reply_parts.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

constexpr std::size_t most_fields = 40;

/// Decides whether a line has an address or a digit. Real headers have one; a person's "From: me, To: you" has none.
bool has_proof(std::string_view text) {
    return has_address(text) || std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// Returns the end of the header fields that begin at `at`, or `at` when these are none. At least two fields are
/// needed, one of them the author, and a proof.
std::size_t end_of_fields(const Body& lines, std::size_t at) {
    std::size_t fields = 0, end = at;
    bool from = false, proof = false;
    for (std::size_t i = at; i < lines.size() && i < at + most_fields && is_own(lines[i]); ++i) {
        const Field field = field_of(lines[i].text);
        if (field == Field::none && (fields < 2 || i + 1 >= lines.size() || field_of(lines[i + 1].text) == Field::none))
            break;
        fields += field != Field::none;
        from = from || field == Field::from;
        proof = proof || has_proof(lines[i].text);
        end = i + 1;
    }
    return from && proof && fields >= 2 ? end : at;
}

/// Returns the first of the rulers, marks and blank lines directly above a shown mail.
std::size_t with_rulers(const Body& lines, std::size_t begin) {
    std::size_t at = begin;
    while (at > 0 && (lines[at - 1].blank || (lines[at - 1].part == Part::own &&
                                              (is_ruler(lines[at - 1].text) || is_original_mark(lines[at - 1].text)))))
        --at;
    return at;
}

}  // namespace

void cut_shown_mail(Body& lines) {
    Above above;
    std::size_t passed_on = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!is_own(lines[i]) || i < passed_on) continue;
        const bool marked = is_original_mark(lines[i].text);
        const std::size_t end = marked ? i + 1 : end_of_fields(lines, i);
        if (end == i) continue;
        if (!above.says_something(lines, i)) {
            // A mail passed on whole is what its sender wants to tell.
            passed_on = marked ? end_of_fields(lines, after_blanks(lines, end)) : end;
            continue;
        }
        const std::size_t begin = with_rulers(lines, i);
        const bool marks_follow = !marked && quote_at(lines, after_blanks(lines, end));
        mark(lines, begin, marks_follow ? end : lines.size(), Part::quoted);
        if (!marks_follow) return;
    }
}

}  // namespace tangible::ingest

// Says what one line of a mail's body looks like, for reply.cpp. The questions are hand-written tests and not regular
// expressions, so that each is linear; most look at the first bytes of a line only.
#pragma once
#include "ingest/phrases/folded.h"
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Decides whether nothing of a line can be seen.
bool is_blank(std::string_view line);
/// Decides whether a line has a quote mark: "> words", but not ">>> advertisement <<<".
bool is_quoted(std::string_view line);
/// Decides whether a line begins with a bar and does not end with one: "| words", but not a table's "| a | b |".
bool is_barred(std::string_view line);
/// Decides whether a line is a ruler: two or more of - _ = * # ~ + and nothing else.
bool is_ruler(std::string_view line);
/// Decides whether a line separates the signature from the words: "-- " (RFC 3676 4.3), "__" or "-- --".
bool is_signature_mark(std::string_view line);
/// Decides whether a line is the long row of underscores (20 or more) above what a mailing list adds.
bool is_footer_ruler(std::string_view line);
/// Decides whether a line is a phone's or program's advertisement: "Sent from my phone".
bool is_sent_from(std::string_view line);
/// Decides whether a line is a closing on its own: "Kind regards,".
bool is_closing(std::string_view line);
/// Decides whether a line is a name of up to three words behind a dash or slash: "/Ann", "--Ann", but not "- Ann",
/// which may be a list item.
bool is_signed(std::string_view line);
/// Decides whether a line announces a mail that follows: "-----Original Message-----", "Begin forwarded message:".
bool is_original_mark(std::string_view line);

/// What a line such as "From: Ann" is: no field, the one that names the author, the subject, or another one.
enum class Field { none, from, subject, other };
/// Returns which header field of a shown mail a line begins, in any of many languages: "*From:* Ann" is Field::from.
Field field_of(std::string_view line);

/// Decides whether a line could be the last one of an attribution: it ends with a colon or a verb such as "wrote". A
/// cheap test before is_attribution().
bool ends_like_attribution(std::string_view line);
/// Decides whether one or more lines, joined with spaces, are an attribution: "On 3 May 2019 at 10:30, Ann
/// <ann@example.org> wrote:". Asks for less proof when a quote follows.
bool is_attribution(std::string_view lines, bool quote_follows);
/// Decides whether a line begins with "On" (in any of many languages) and has a digit among its first words.
bool begins_with_on(std::string_view line);
/// Decides whether a line begins with a date, as does an attribution that goes on in the next line.
bool begins_attribution(std::string_view line);
/// Returns where an attribution starts within a line, behind the writer's last words: "Yes. On 3 May 2019 at 10:30, Ann
/// wrote:". 0 when there is none.
std::size_t attribution_within(std::string_view line);
/// Decides whether a line is the "> wrote:" behind an address that was broken over two lines. Its ">" is no quote mark.
bool closes_address(std::string_view line, std::string_view before);

/// Decides whether a line has a mail address, a web address, a phone number (nine digits or more) in it.
bool has_address(std::string_view line);
bool has_web_address(std::string_view line);
bool has_phone_number(std::string_view line);

}  // namespace tangible::ingest

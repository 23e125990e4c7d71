// What one line of a mail's body looks like, for reply.cpp: questions that are answered by hand-written
// tests, each linear in a line that is looked at for its first bytes only.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// In lower case, far enough for our phrases; without outer white space.
std::string folded(std::string_view line);

bool is_blank(std::string_view line);
/// "> words", "| words"; not ">>> advertisement <<<".
bool is_quoted(std::string_view line);
bool is_barred(std::string_view line);
/// Made of - _ = * # ~ + only, two or more.
bool is_ruler(std::string_view line);
/// "-- " and its like, which part the signature from the words (RFC 3676 4.3).
bool is_signature_mark(std::string_view line);
/// The long line of underscores above what a mailing list adds.
bool is_footer_ruler(std::string_view line);
bool is_sent_from(std::string_view line);
/// "Kind regards," on a line of its own.
bool is_closing(std::string_view line);
/// "/Ann", "-- Ann", "~ A": a name behind a dash or slash.
bool is_signed(std::string_view line);
/// "-----Original Message-----", "Begin forwarded message:".
bool is_original_mark(std::string_view line);

enum class Field { none, from, other };
/// The field of a mail shown above its words, "*From:* Ann".
Field field_of(std::string_view line);

bool ends_like_attribution(std::string_view line);
/// "On 3 May 2019 at 10:30, Ann <ann@example.org> wrote:"; `quote_follows`: less is asked for when a quote does.
bool is_attribution(std::string_view lines, bool quote_follows);
/// Begins with "On" and a day.
bool begins_with_on(std::string_view line);
/// Begins with a day, as an attribution does that goes on in the next line.
bool begins_attribution(std::string_view line);
/// The "> wrote:" behind an address that was broken over two lines.
bool closes_address(std::string_view line, std::string_view before);

bool has_address(std::string_view line);
bool has_web_address(std::string_view line);
bool has_phone_number(std::string_view line);

}  // namespace tangible::ingest

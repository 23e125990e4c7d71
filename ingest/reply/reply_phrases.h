// Phrases that mail programs and people write around a mail's words, in many languages. All are in lower case, as
// folded() gives them. To add a language, add words to a table in reply_phrases.cpp.
#pragma once
#include <span>
#include <string_view>

namespace tangible::ingest::phrases {

/// Verbs of attributions: "wrote", as in "On Monday, Ann wrote:".
std::span<const std::string_view> wrote();

/// Words that begin an attribution, with their space: "on ".
std::span<const std::string_view> on();

/// Names of the header field that names the author, as programs show them: "from", "von".
std::span<const std::string_view> from();
/// Names of all other header fields: "to", "betreff".
std::span<const std::string_view> other_fields();

/// Those of other_fields() that name the subject.
std::span<const std::string_view> subject();

/// "original message", as it stands between dashes.
std::span<const std::string_view> original_message();
/// "begin forwarded message", as it stands on a line of its own.
std::span<const std::string_view> forwarded();

/// Beginnings of the line that a phone or program adds: "sent from my".
std::span<const std::string_view> sent_from();
/// Ends of such a line, for languages that put the verb last: "iphone gesendet".
std::span<const std::string_view> sent_from_ends();

/// Closings above a name: "kind regards".
std::span<const std::string_view> closings();

}  // namespace tangible::ingest::phrases

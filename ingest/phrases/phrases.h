// Phrases that mail programs and people write around the words of a mail, in many languages. They stand in
// phrases.yaml, which says what each list is for; the build makes tables of it (main.cpp). To add a language, add an
// entry there.
//
// Each function returns a list with the phrases of all languages: sorted by their bytes, without duplicates, as
// folded() gives them. Nothing may depend on the order. A language is not told apart: a phrase that is a mark in one
// language hardly occurs in the same place in another.
#pragma once
#include <span>
#include <string_view>

namespace tangible::ingest::phrases {

/// Verbs of attributions: "wrote", as in "On Monday, Ann wrote:".
std::span<const std::string_view> wrote();
/// Words that begin an attribution, with their space: "on ".
std::span<const std::string_view> on_day();
/// Those of on_day() that also begin one within a line, behind the writer's last words.
std::span<const std::string_view> on_day_inside();

/// Names of the header field that names the author, as programs show them: "from", "von".
std::span<const std::string_view> from();
/// Names of the header field that names the subject: "subject", "betreff".
std::span<const std::string_view> subject();
/// Names of all other header fields: "to", "gesendet".
std::span<const std::string_view> fields();

/// "original message", as it stands between dashes.
std::span<const std::string_view> original_message();
/// "begin forwarded message", as it stands between dashes or on a line of its own.
std::span<const std::string_view> forwarded();
/// Beginnings of such a line between dashes that goes on with a name: "forwarded by ".
std::span<const std::string_view> forwarded_by();

/// Beginnings of the line that a phone or program adds: "sent from my".
std::span<const std::string_view> sent_from();
/// Ends of such a line, for languages that put the verb last: "iphone gesendet".
std::span<const std::string_view> sent_from_ends();

/// Closings above a name: "kind regards".
std::span<const std::string_view> closings();

/// What stands before the subject of a reply or a forwarded mail, without the colon: "re", "fwd".
std::span<const std::string_view> answer_marks();
/// What stands before the subject of a forwarded mail, without the colon: "fwd".
std::span<const std::string_view> forward_marks();

/// Phrases of an organisation's warning above a mail from outside: "external sender".
std::span<const std::string_view> cautions();
/// Phrases of an organisation's legal text below a mail: "confidentiality notice".
std::span<const std::string_view> disclaimers();

/// Beginnings of the subject of a bounce: "delivery failure".
std::span<const std::string_view> failed_subjects();
/// Phrases in the text of a bounce: "mailbox full".
std::span<const std::string_view> failed_words();
/// Phrases of a list server that does not pass a mail on.
std::span<const std::string_view> refused_words();
/// Beginnings of the subject of an automatic reply: "out of office". A beginning covers spellings that go on
/// differently.
std::span<const std::string_view> automatic_subjects();

}  // namespace tangible::ingest::phrases

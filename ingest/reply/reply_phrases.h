// What mail programs write around other people's words and below one's own, in many languages.
// A phrase is in lower case; a language that we miss is words added to a row here.
#pragma once
#include <span>
#include <string_view>

namespace tangible::ingest::phrases {

/// "wrote", as in "On Monday, Ann wrote:".
std::span<const std::string_view> wrote();

/// "on", as it begins such a line.
std::span<const std::string_view> on();

/// Field names of a mail as programs show them above it; `from` says who wrote it.
std::span<const std::string_view> from();
std::span<const std::string_view> other_fields();

/// Those of them that name the subject.
std::span<const std::string_view> subject();

/// "original message", between dashes.
std::span<const std::string_view> original_message();
/// "begin forwarded message", on a line of its own.
std::span<const std::string_view> forwarded();

/// "sent from my", at the start of a line that a phone added.
std::span<const std::string_view> sent_from();
/// "gesendet", at the end of such a line.
std::span<const std::string_view> sent_from_ends();

/// "kind regards", above a name.
std::span<const std::string_view> closings();

}  // namespace tangible::ingest::phrases

// Behind decoded(): converters by any label, and the guess when no label can be trusted.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tangible::ingest {

/// The name that IANA prefers for a label of any spelling; "" when nobody knows it.
std::string charset_named(std::string_view label);
bool has_many_bytes(const std::string& charset);
/// UTF-8 of `bytes`; nullopt when not all of them are text in this charset, or ICU has no converter for it.
std::optional<std::string> converted(std::string_view bytes, const std::string& charset);
/// The same with U+FFFD for what is not.
std::string converted_somehow(std::string_view bytes, const std::string& charset);

/// Charsets that ICU does not know (charset_rare.cpp); the two above come here by themselves.
bool is_rare_charset(std::string_view charset);
std::optional<std::string> rare_charset_text(std::string_view bytes, std::string_view charset, bool strict);
/// Loads their tables, which are files; called before files cannot be opened any more.
void load_rare_charsets();

/// Undoes in place that a text was encoded twice or more, wholly or in pieces; false when it was not.  Linear.
bool encode_once(std::string& utf8);

/// The charset in which the bytes read best: "" when they are UTF-8 or ASCII.  Cost: bounded.
std::string guessed_charset(std::string_view bytes);
/// UTF-16 or UTF-32 without a mark; "" when it is neither.
std::string guessed_wide_charset(std::string_view bytes);

}  // namespace tangible::ingest

// The parts behind decoded() of normalise.h: charset names by any label, converters, and the guess when no label can be
// trusted. Charset names here are those that charset_named() returns.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Returns the preferred name for a label of any spelling ("latin1" gives "ISO-8859-1"), or "" for an unknown label. A
/// label that is usually a lie gives the wider charset that browsers assume: "gb2312" gives "GB18030".
std::string charset_named(std::string_view label);
/// Decides whether a character of this charset may take more than one byte.
bool has_many_bytes(const std::string& charset);
/// Converts to UTF-8 strictly. Returns nullopt when a byte does not belong to the charset, or when nobody has a
/// converter for it.
std::optional<std::string> converted(std::string_view bytes, const std::string& charset);
/// As converted(), but replaces invalid input with U+FFFD. Returns `bytes` unchanged when there is no converter.
std::string converted_somehow(std::string_view bytes, const std::string& charset);

/// Decides whether a charset is one that ICU lacks and charset_rare.cpp provides. converted() and converted_somehow()
/// check this themselves.
bool is_rare_charset(std::string_view charset);
/// Converts from a rare charset; call it only if is_rare_charset(). With `strict`, returns nullopt for invalid input.
std::optional<std::string> rare_charset_text(std::string_view bytes, std::string_view charset, bool strict);
/// Loads the tables of the rare charsets, which are files. Call it before the process is confined.
void load_rare_charsets();

/// Undoes that a text was encoded as UTF-8 twice or more, in whole or in pieces ("Ã©" becomes "é"). Returns false, with
/// the text unchanged, when it was not. Linear.
bool encode_once(std::string& utf8);

/// Guesses the charset in which `bytes` read best. Returns "" when they are UTF-8 or ASCII. Judges a sample of the
/// lines that are not ASCII, in about forty charsets.
std::string guessed_charset(std::string_view bytes);
/// Guesses whether `bytes` are UTF-16 or UTF-32 without a byte order mark. Returns "" when they are neither.
std::string guessed_wide_charset(std::string_view bytes);

}  // namespace tangible::ingest

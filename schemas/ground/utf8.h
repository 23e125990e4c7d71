// Decodes and encodes UTF-8.  The input may be any bytes, since it can come from outsiders.
//
//     for (std::size_t at = 0; at < text.size();)
//         if (next_code_point(text, at) == invalid) return false;
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tangible {

/// Stands for bytes that are not UTF-8; one more than the last code point.
inline constexpr char32_t invalid = 0x110000;

/// Returns the code point at the byte `at`, which must be inside the text, and moves `at` behind it.  Returns `invalid`
/// for bytes that are not UTF-8 and moves `at` behind their maximal subpart (Unicode 15, section 3.9).
char32_t next_code_point(std::string_view utf8, std::size_t& at);
/// Appends a code point, which must be a valid one.
void append(std::string& utf8, char32_t code_point);
/// Returns whether all the bytes are UTF-8.  True for no bytes.
bool is_utf8(std::string_view bytes);
/// Returns whether `byte` is a continuation byte (10xxxxxx), that is, not the first byte of a code point.
constexpr bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }
/// Returns whether a code point begins at the byte `at`, or the text ends there.  False beyond the end.
constexpr bool at_border(std::string_view utf8, std::size_t at) {
    return at == utf8.size() || (at < utf8.size() && !continues(utf8[at]));
}

/// Returns whether the code point is white space, or is usually not drawn (Unicode's White_Space and
/// Default_Ignorable_Code_Point).
bool is_blank(char32_t code_point);

}  // namespace tangible

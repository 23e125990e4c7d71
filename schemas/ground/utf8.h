// UTF-8 as strangers write it: decoding that takes any bytes, for the files behind normalise.h.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tangible {

inline constexpr char32_t invalid = 0x110000;

/// The code point at `at`, which moves behind it; `invalid` for a byte sequence that is none
/// (it moves behind the maximal subpart, Unicode 15 section 3.9).
char32_t next_code_point(std::string_view utf8, std::size_t& at);
void append(std::string& utf8, char32_t code_point);
bool is_utf8(std::string_view bytes);
/// Whether the byte goes on with a code point that began before it.
constexpr bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace tangible

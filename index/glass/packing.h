// Packs numbers and terms into bytes as they are in keys and values of a Glass table, and takes them off again.  In
// layout.h, N is add_number(), S is add_sortable(), and T is add_term().
#pragma once
#include "schemas/ground/varint.h"
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace tangible::index::glass {

/// Appends a number (N).
inline void add_number(std::string& to, std::uint64_t n) { add_varint(to, n); }

/// Appends a number (S) so that the bytes sort as the number does: two bytes below 0x8000; else as many 1-bits before
/// the number as it has bytes beyond two, and then a 0-bit.  1 is 00 01, and 0x8000 is 80 80 00.
inline void add_sortable(std::string& to, std::uint32_t n) {
    const auto bytes = n < 0x8000 ? 2 : (std::bit_width(n) + 5) / 7;
    const auto ones = static_cast<std::uint64_t>(0xFF << (10 - bytes) & 0xFF) << 8 * (bytes - 1);
    const auto all = n | (n < 0x8000 ? 0 : ones);
    for (int at = bytes - 1; at >= 0; --at) to += static_cast<char>(all >> 8 * at);
}

/// Appends a term (T) with FF after each 00, so that a 00 without FF can end it.
inline void add_term(std::string& to, std::string_view term) {
    for (auto zero = term.find('\0'); zero != term.npos; zero = term.find('\0')) {
        to.append(term.substr(0, zero + 1)) += '\xFF';
        term.remove_prefix(zero + 1);
    }
    to += term;
}

/// Appends the length (N) and the bytes.
inline void add_string(std::string& to, std::string_view bytes) {
    add_number(to, bytes.size());
    to += bytes;
}

// The following take something off the front of `from`, and throw Error{storage} when it is not there.

/// Takes a number (N) of any length.
std::uint64_t take_long_number(std::string_view& from);
/// Takes what add_number() appended; the short way for one byte.
inline std::uint64_t take_number(std::string_view& from) {
    if (from.empty() || static_cast<unsigned char>(from[0]) >= 0x80) return take_long_number(from);
    const auto n = static_cast<unsigned char>(from[0]);
    from.remove_prefix(1);
    return n;
}
/// Takes what add_sortable() appended.
std::uint32_t take_sortable(std::string_view& from);
/// Takes a term with the 00 that ends it, or to the end, and returns it without escapes.
std::string take_term(std::string_view& from);
/// Takes the first `size` bytes.
std::string_view take_bytes(std::string_view& from, std::size_t size);
inline std::string_view take_string(std::string_view& from) { return take_bytes(from, take_number(from)); }

/// Throws the Error{storage} for tables whose bytes make no sense.
[[noreturn]] void damaged();

}  // namespace tangible::index::glass

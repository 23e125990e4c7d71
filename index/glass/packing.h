// Numbers and terms as bytes, as they stand in keys and values of a glass table.
#pragma once
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace tangible::index::glass {

/// Seven bits a byte, the lowest first; the top bit says that more follow.
inline void add_number(std::string& to, std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) to += static_cast<char>(n | 0x80);
    to += static_cast<char>(n);
}

/// Sorts as the number does: two bytes below 0x8000, else as many 1-bits before it as it has bytes more than two.
inline void add_sortable(std::string& to, std::uint32_t n) {
    const auto bytes = n < 0x8000 ? 2 : (std::bit_width(n) + 5) / 7;
    const auto ones = static_cast<std::uint64_t>(0xFF << (10 - bytes) & 0xFF) << 8 * (bytes - 1);
    const auto all = n | (n < 0x8000 ? 0 : ones);
    for (int at = bytes - 1; at >= 0; --at) to += static_cast<char>(all >> 8 * at);
}

/// With FF after each 00, so that 00 can end it.
inline void add_term(std::string& to, std::string_view term) {
    for (auto zero = term.find('\0'); zero != term.npos; zero = term.find('\0')) {
        to.append(term.substr(0, zero + 1)) += '\xFF';
        term.remove_prefix(zero + 1);
    }
    to += term;
}

inline void add_string(std::string& to, std::string_view bytes) {
    add_number(to, bytes.size());
    to += bytes;
}

// What is read back is taken off the front; throws Error{storage} where it is not what it should be.
std::uint64_t take_long_number(std::string_view& from);
inline std::uint64_t take_number(std::string_view& from) {
    if (from.empty() || static_cast<unsigned char>(from[0]) >= 0x80) return take_long_number(from);
    const auto n = static_cast<unsigned char>(from[0]);
    from.remove_prefix(1);
    return n;
}
std::uint32_t take_sortable(std::string_view& from);
std::string take_term(std::string_view& from);  ///< with the 00 that ends it, or to the end
std::string_view take_bytes(std::string_view& from, std::size_t size);
inline std::string_view take_string(std::string_view& from) { return take_bytes(from, take_number(from)); }

[[noreturn]] void damaged();

}  // namespace tangible::index::glass

// Numbers of variable length: seven bits in each byte, the lowest first, and a top bit that says that another byte
// follows (LEB128).  300 is AC 02.  The store and the tables of the index keep numbers this way.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tangible {

/// Appends `n` in one to ten bytes.
inline void add_varint(std::string& to, std::uint64_t n) {
    for (; n >= 0x80; n >>= 7) to += static_cast<char>(n | 0x80);
    to += static_cast<char>(n);
}

/// Takes a number off the front of `from`.  Returns nullopt when `from` ends within it, or when it has more than ten
/// bytes; what is left of `from` then has no meaning.
inline std::optional<std::uint64_t> take_varint(std::string_view& from) {
    std::uint64_t n = 0;
    for (int shift = 0; shift < 64 && !from.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(from.front());
        from.remove_prefix(1);
        n |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if (byte < 0x80) return n;
    }
    return std::nullopt;
}

}  // namespace tangible

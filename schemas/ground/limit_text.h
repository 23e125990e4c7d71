// Limits in the sentences that people read, made of the constants that hold them, so that the two cannot differ.
//
//     fail("the table has more than " + in_digits(max_rows) + " rows");    // 10,000
//     fail("the file is larger than " + in_bytes(max_bytes));              // 1 MiB
#pragma once
#include <cstdint>
#include <string>

namespace tangible {

/// Returns the number with a comma before each three digits: "10,000".
inline std::string in_digits(std::uint64_t n) {
    auto digits = std::to_string(n);
    for (auto at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
    return digits;
}

/// Returns a size in the largest unit of which it is a multiple: "64 KiB", "1 MiB", "1,500 bytes".
inline std::string in_bytes(std::uint64_t bytes) {
    constexpr std::uint64_t kib = 1 << 10, mib = 1 << 20, gib = 1 << 30;
    if (bytes >= gib && bytes % gib == 0) return in_digits(bytes / gib) + " GiB";
    if (bytes >= mib && bytes % mib == 0) return in_digits(bytes / mib) + " MiB";
    if (bytes >= kib && bytes % kib == 0) return in_digits(bytes / kib) + " KiB";
    return in_digits(bytes) + " bytes";
}

}  // namespace tangible

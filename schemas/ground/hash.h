// SHA-256 (FIPS 180-4).  The program names submissions and codebook editions by it.
#pragma once
#include <string>
#include <string_view>

namespace tangible {

/// Returns the SHA-256 of the bytes as 64 hexadecimal digits in lower case.
std::string sha256_hex(std::string_view bytes);

}  // namespace tangible

// SHA-256 (FIPS 180-4), which names submissions and editions.
#pragma once
#include <string>
#include <string_view>

namespace tangible {

/// Lower-case hex SHA-256.
std::string sha256_hex(std::string_view bytes);

}  // namespace tangible

// The time of day, as it is kept: UTC, in milliseconds since 1970.
#pragma once
#include <cstdint>
#include <string>

namespace tangible {

std::int64_t now_ms();
/// "24 March 2021".
std::string day(std::int64_t ms);
/// "2026-11-25T10:05:10Z" (RFC 3339).
std::string timestamp(std::int64_t ms);

}  // namespace tangible

// The time of day, as it is kept: UTC, in milliseconds since 1970.
#pragma once
#include <cstdint>

namespace tangible {

std::int64_t now_ms();

}  // namespace tangible

// Time as the program keeps it: milliseconds since 1 January 1970, UTC.  The time zone of the machine plays no part.
#pragma once
#include <cstdint>
#include <string>

namespace tangible {

inline constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;

/// Returns the current time.  The clock can be set back, so a later call may return a smaller number.
std::int64_t now_ms();
/// Returns the date for people, in English and in UTC: "24 March 2021".
std::string day(std::int64_t ms);
/// Returns the time to the second: "2026-11-25T10:05:10Z" (RFC 3339).
std::string timestamp(std::int64_t ms);

}  // namespace tangible

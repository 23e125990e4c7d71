// How large one arrival may be, by any door.  It stands here once; what a teller may send by the form stands in the
// form's file and cannot be more.
#pragma once
#include <cstddef>
#include <string>

namespace tangible {

inline constexpr std::size_t max_submission_mb = 25;
inline constexpr std::size_t max_submission_bytes = max_submission_mb << 20;

/// A clause for people: "larger than 25 MB".
inline std::string too_large() { return "larger than " + std::to_string(max_submission_mb) + " MB"; }

}  // namespace tangible

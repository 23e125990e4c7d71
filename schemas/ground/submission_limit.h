// The size limit of one submission, whichever way it arrives.  The web form's own limits are in schemas/forms and may
// only be lower.
#pragma once
#include <cstddef>
#include <string>

namespace tangible {

inline constexpr std::size_t max_submission_mb = 25;
inline constexpr std::size_t max_submission_bytes = max_submission_mb << 20;

/// Returns a clause for messages: "larger than 25 MB".
inline std::string too_large() { return "larger than " + std::to_string(max_submission_mb) + " MB"; }

}  // namespace tangible

// Writes JSON as text, on one line without a line end.  Invalid UTF-8 becomes U+FFFD, and characters that would steer
// a display are escaped ("\u202e").
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace tangible {

/// Returns the JSON text of a value.
std::string dumped(const nlohmann::ordered_json&);

/// Returns a number that dumped() writes with exactly these digits, for example 0.5000, where nlohmann::json alone
/// would write 0.5.  `digits` must be a number as JSON has it.  For output only: do not read or compare the value.
nlohmann::ordered_json json_number(std::string_view digits);

/// {"error": {"kind": ..., "what": ..., "hint": ...}}
std::string error_json(std::string_view kind, std::string_view what, std::string_view hint);

}  // namespace tangible

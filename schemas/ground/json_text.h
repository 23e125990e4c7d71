// JSON as text, one line without a line end.  Invalid UTF-8 becomes U+FFFD, and a sign that would steer a display
// ("\u202e") is escaped.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible {

std::string dumped(const nlohmann::ordered_json&);

/// {"error": {"kind": ..., "what": ..., "hint": ...}}
std::string error_json(std::string_view kind, std::string_view what, std::string_view hint);

/// A flat object in the given order; values are JSON already, keys are text.
std::string json_object(const std::vector<std::pair<std::string, std::string>>& members);
std::string json_array(const std::vector<std::string>& values);
std::string json_string(std::string_view text);

}  // namespace tangible

// JSON as text.  Every function returns one line without a line end, in which invalid UTF-8 has become U+FFFD and a
// character that could change how a terminal or page shows the rest is escaped ("\u202e"; see visible.h).
//
//     json_object({{"id", json_string(id)}, {"size", std::to_string(size)}})
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible {

/// Returns the JSON text of a value.
std::string dumped(const nlohmann::ordered_json&);

/// Returns {"error": {"kind": ..., "what": ..., "hint": ...}}.
std::string error_json(std::string_view kind, std::string_view what, std::string_view hint);

/// Returns an object with its members in the given order.  Keys are plain text; values must be JSON already.
std::string json_object(const std::vector<std::pair<std::string, std::string>>& members);
/// Returns an array of values that must be JSON already.
std::string json_array(const std::vector<std::string>& values);
/// Returns `text` as a JSON string, with its quotation marks.
std::string json_string(std::string_view text);

}  // namespace tangible

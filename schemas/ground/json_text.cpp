// The library nlohmann::json writes the values.  Characters that would change a display are then escaped in its output,
// which is safe because they can only occur inside JSON strings.  json_object() and json_array() join values that are
// JSON already.
#include "schemas/ground/json_text.h"
#include "schemas/ground/visible.h"
#include <nlohmann/json.hpp>

namespace tangible {
namespace {

using Json = nlohmann::ordered_json;

/// Returns the JSON escape of a code point: "\u202e".  A program that parses the JSON gets the character itself; a
/// terminal that shows the JSON is not affected by it.
std::string escaped(char32_t c) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    const auto add = [&](char32_t unit) {
        out += "\\u";
        for (int shift = 12; shift >= 0; shift -= 4) out += digits[unit >> shift & 0xF];
    };
    if (c > 0xFFFF)  // two UTF-16 surrogates; 0xD7C0 is 0xD800 - (0x10000 >> 10)
        add(0xD7C0 + (c >> 10)), add(0xDC00 | (c & 0x3FF));
    else
        add(c);
    return out;
}

}  // namespace

std::string dumped(const Json& json) {
    return with_signs_marked(json.dump(-1, ' ', false, Json::error_handler_t::replace), escaped);
}

std::string error_json(std::string_view kind, std::string_view what, std::string_view hint) {
    return dumped(Json{{"error", {{"kind", kind}, {"what", what}, {"hint", hint}}}});
}

std::string json_string(std::string_view text) { return dumped(Json(text)); }

std::string json_object(const std::vector<std::pair<std::string, std::string>>& members) {
    std::string out = "{";
    for (const auto& [key, value] : members) {
        if (out.size() > 1) out += ',';
        out += json_string(key) + ':' + value;
    }
    return out + '}';
}

std::string json_array(const std::vector<std::string>& values) {
    std::string out = "[";
    for (const auto& v : values) {
        if (out.size() > 1) out += ',';
        out += v;
    }
    return out + ']';
}

}  // namespace tangible

// The library nlohmann::json writes the values. Characters that would steer a display are then escaped in its output.
// json_number() keeps digits as a binary value, a type that nothing else here uses; dumped() writes them as a number.
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

/// Replaces each binary value by its bytes.  nlohmann::json writes one as {"bytes":[48,46,53],"subtype":null}; a text
/// cannot contain that, because its quotation marks are escaped.
std::string with_numbers(const std::string& json) {
    constexpr std::string_view before = "{\"bytes\":[", after = "],\"subtype\":null}";
    std::string out;
    std::size_t done = 0;
    for (auto at = json.find(before); at != json.npos; at = json.find(before, done)) {
        out.append(json, done, at - done);
        const auto end = json.find(after, at += before.size());
        for (; at < end; at = json.find_first_of(",]", at) + 1) out += static_cast<char>(std::stoi(json.substr(at, 3)));
        done = end + after.size();
    }
    return out.append(json, done);
}

}  // namespace

std::string dumped(const Json& json) {
    return with_signs_marked(with_numbers(json.dump(-1, ' ', false, Json::error_handler_t::replace)), escaped);
}

Json json_number(std::string_view digits) { return Json::binary({digits.begin(), digits.end()}); }

std::string error_json(std::string_view kind, std::string_view what, std::string_view hint) {
    return dumped(Json{{"error", {{"kind", kind}, {"what", what}, {"hint", hint}}}});
}

}  // namespace tangible

// What is checked of a request's framing before any of it is believed: the list of what Poco 1.11
// lets pass (two lengths, length and chunks, control bytes in header values, bodies cut short).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible::serve {

using Headers = std::vector<std::pair<std::string, std::string>>;  ///< as they came, in order

/// Returns whether two names of headers, hosts or parameters are the same: ASCII case does not count (RFC 9110, 5.1).
bool same_name(std::string_view, std::string_view);

struct Framing {
    int refuse = 0;  ///< 0, or the status to refuse with
    bool has_body = false;
    std::uint64_t body_bytes = 0;
};

/// Pure.  `version` is "HTTP/1.1".
Framing framing(std::string_view method, std::string_view version, std::string_view target, const Headers&);

/// The value of one cookie, or "".
std::string cookie(std::string_view header, std::string_view name);

}  // namespace tangible::serve

// Checks the framing of a request: where it ends, and which bytes may be in its head. Servers and proxies that disagree
// about the end of a request let an attacker hide a second request in the first (request smuggling), so everything
// doubtful is refused: two lengths, length and chunks, control bytes, no length at all. Pure functions.
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

/// How a request goes on after its head.
struct Framing {
    int refuse = 0;  ///< the status to refuse the request with; 0 to accept it
    bool has_body = false;
    std::uint64_t body_bytes = 0;  ///< as Content-Length declares it
};

/// Returns the framing of a request (RFC 9112, 6), or the status of the first rule that it breaks: 400, 411 (no
/// length, or chunked), 414, 431 or 505. `version` is "HTTP/1.1" or "HTTP/1.0", `target` begins with '/'. Whoever calls
/// limits `body_bytes`.
Framing framing(std::string_view method, std::string_view version, std::string_view target, const Headers&);

/// Returns the value of the first cookie of this name in a Cookie header (RFC 6265, 4.2.1); "" if there is none.
std::string cookie(std::string_view header, std::string_view name);

}  // namespace tangible::serve

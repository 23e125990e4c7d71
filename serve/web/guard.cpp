// framing() looks at each header once, counting lengths and hosts, then applies its rules in turn and returns the
// status of the first rule that the request breaks. Chunked bodies are always refused: browsers send none, and leaving
// them out removes the parser that request smuggling attacks most.
#include "serve/web/guard.h"
#include <algorithm>
#include <charconv>

namespace tangible::serve {
namespace {

bool has_control(std::string_view s) {
    return std::any_of(s.begin(), s.end(), [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; });
}

/// Parses a Content-Length of 1 to 10 digits, without sign, blanks or lists ("1, 1").
std::optional<std::uint64_t> length(std::string_view s) {
    std::uint64_t n = 0;
    if (s.empty() || s.size() > 10) return std::nullopt;
    auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), n);
    if (error != std::errc{} || end != s.data() + s.size()) return std::nullopt;
    return n;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

Framing framing(std::string_view method, std::string_view version, std::string_view target, const Headers& headers) {
    // RFC 9110, 4.1, asks for targets of at least 8,000 bytes. 32 KiB leaves ample room for the headers of browsers.
    constexpr std::size_t max_header_bytes = 32 * 1024, max_target_bytes = 8 * 1024;
    std::size_t bytes = 0;
    int lengths = 0, hosts = 0;
    bool chunked = false;
    std::string_view declared;
    for (const auto& [name, value] : headers) {
        bytes += name.size() + value.size();
        if (has_control(name) || has_control(value)) return {400};
        if (same_name(name, "Content-Length")) ++lengths, declared = value;
        if (same_name(name, "Host")) ++hosts;
        if (same_name(name, "Transfer-Encoding")) chunked = true;
    }
    if (has_control(target) || target.empty() || target[0] != '/') return {400};
    if (target.size() > max_target_bytes) return {414};
    if (bytes > max_header_bytes) return {431};
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return {505};
    if (version == "HTTP/1.1" && hosts != 1) return {400};
    if (lengths > 1 || (lengths && chunked)) return {400};
    bool may_have_body = method == "POST" || method == "PUT" || method == "PATCH";
    // A body without a declared length ends when the connection does, so it looks the same when it was cut short.
    if (chunked) return {411};
    if (!lengths) return may_have_body ? Framing{411} : Framing{};
    auto n = length(declared);
    if (!n) return {400};
    if (*n && !may_have_body) return {400};
    return {0, *n > 0, *n};
}

std::string cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        auto end = header.find(';');
        auto pair = header.substr(0, end);
        while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
        if (auto eq = pair.find('='); eq != pair.npos && pair.substr(0, eq) == name)
            return std::string(pair.substr(eq + 1));
        header = end == header.npos ? std::string_view{} : header.substr(end + 1);
    }
    return {};
}

}  // namespace tangible::serve

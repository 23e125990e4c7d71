// Parses addresses with inet_pton, splits each of the two headers into its elements, and walks that list from the right
// for as long as the address reached belongs to a trusted proxy. From the right, because each proxy appends the address
// of its own peer: what a client wrote itself is always further left.
#include "serve/web/client_address.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <arpa/inet.h>
#include <charconv>
#include <cstring>
#include <vector>

namespace tangible::serve {
namespace {

/// The first 96 bits of an IPv4-mapped IPv6 address: ::ffff:0:0/96.
constexpr std::array<std::uint8_t, 12> mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_ipv4(const Network& n) { return std::equal(mapped.begin(), mapped.end(), n.bytes.begin()); }

/// Parses one address, IPv6 or IPv4; nullopt for anything else.
std::optional<Network> address(std::string_view text) {
    char terminated[INET6_ADDRSTRLEN] = {};  // inet_pton() needs a 0 at the end
    if (text.empty() || text.size() >= sizeof terminated) return std::nullopt;
    text.copy(terminated, text.size());
    Network out;
    if (::inet_pton(AF_INET6, terminated, out.bytes.data()) == 1) return out;
    std::copy(mapped.begin(), mapped.end(), out.bytes.begin());
    if (::inet_pton(AF_INET, terminated, out.bytes.data() + mapped.size()) == 1) return out;
    return std::nullopt;
}

std::string text_of(const Network& n) {
    char out[INET6_ADDRSTRLEN] = {};
    const bool v4 = is_ipv4(n);
    ::inet_ntop(v4 ? AF_INET : AF_INET6, n.bytes.data() + (v4 ? mapped.size() : 0), out, sizeof out);
    return out;
}

/// Returns `n` as a block: all bits after the first `bits` become 0.
Network masked(Network n, int bits) {
    n.bits = bits;
    for (int i = 0; i < 16; ++i) {
        const int kept = std::clamp(bits - 8 * i, 0, 8);
        n.bytes[static_cast<std::size_t>(i)] &= static_cast<std::uint8_t>(0xff << (8 - kept));
    }
    return n;
}

/// Parses an address to which a proxy may have added the port: "192.0.2.1:4711", "[2001:db8::1]:4711". An IPv6 address
/// without brackets has more than one colon, and then no port.
std::optional<Network> node(std::string_view text) {
    if (!text.empty() && text.front() == '[') {
        const auto end = text.find(']');
        return end == text.npos ? std::nullopt : address(text.substr(1, end - 1));
    }
    const auto colon = text.find(':');
    if (colon != text.npos && text.find(':', colon + 1) == text.npos) text = text.substr(0, colon);
    return address(text);
}

/// Splits a list at `separator`, but not within quotes, and trims the pieces.
std::vector<std::string_view> pieces(std::string_view list, char separator) {
    std::vector<std::string_view> out;
    bool quoted = false;
    std::size_t from = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i] == '"') quoted = !quoted;
        if (list[i] != separator || quoted) continue;
        out.push_back(trimmed(list.substr(from, i - from)));
        from = i + 1;
    }
    out.push_back(trimmed(list.substr(from)));
    return out;
}

/// Returns the "for" of one element of Forwarded, without quotes: for="[2001:db8::1]";proto=https. "" if it has none.
std::string_view forwarded_for(std::string_view element) {
    for (auto pair : pieces(element, ';')) {
        const auto is = pair.find('=');
        if (is == pair.npos || !same_name(trimmed(pair.substr(0, is)), "for")) continue;
        auto value = trimmed(pair.substr(is + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        return value;
    }
    return {};
}

/// Returns the values of all headers of this name as one list, which is what they mean (RFC 9110, 5.3); nullopt if
/// there is no such header.
std::optional<std::string> joined(const Headers& headers, std::string_view wanted) {
    std::optional<std::string> out;
    for (const auto& [name, value] : headers)
        if (same_name(name, wanted)) out = out ? *out + "," + value : value;
    return out;
}

/// Walks from the right: each trusted proxy vouches for the address to its left. Stops at the first address that is not
/// trusted, and before an element that is not an address ("unknown", "_hidden").
Network furthest(Network from, const std::vector<std::string_view>& elements, std::span<const Network> trusted) {
    const auto is_trusted = [&](const Network& n) {
        return std::any_of(trusted.begin(), trusted.end(), [&](const Network& t) { return t.contains(n); });
    };
    for (auto e = elements.rbegin(); e != elements.rend() && is_trusted(from); ++e) {
        const auto next = node(*e);
        if (!next) break;
        from = *next;
    }
    return from;
}

}  // namespace

bool Network::contains(const Network& address) const {
    return masked(address, bits).bytes == masked(*this, bits).bytes;
}

std::optional<Network> network(std::string_view text) {
    const auto slash = text.find('/');
    auto out = address(text.substr(0, slash));
    if (!out || slash == text.npos) return out;
    const auto number = text.substr(slash + 1);
    const int shift = text.find(':') == text.npos ? 96 : 0;  // IPv4 is the last 32 of 128 bits
    int bits = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), bits);
    if (error != std::errc{} || end != number.data() + number.size() || bits < 0 || bits + shift > 128)
        return std::nullopt;
    return masked(*out, bits + shift);
}

std::string client_address(std::string_view peer, const Headers& headers, std::span<const Network> trusted) {
    const auto from = address(peer);
    if (!from) return std::string(peer);
    const auto listed = joined(headers, "x-forwarded-for"), forwarded = joined(headers, "forwarded");
    std::vector<std::string_view> fors;
    if (forwarded)
        for (auto element : pieces(*forwarded, ',')) fors.push_back(forwarded_for(element));
    const auto by_list = listed ? furthest(*from, pieces(*listed, ','), trusted) : *from;
    const auto by_forwarded = forwarded ? furthest(*from, fors, trusted) : *from;
    if (listed && forwarded && by_list != by_forwarded) return text_of(*from);
    return text_of(listed ? by_list : by_forwarded);
}

std::string client_block(std::string_view text) {
    constexpr int site_bits = 64;  // the smallest block that a provider gives to one household
    const auto n = address(text);
    if (!n || is_ipv4(*n)) return n ? text_of(*n) : std::string(text);
    return text_of(masked(*n, site_bits)) + "/64";
}

}  // namespace tangible::serve

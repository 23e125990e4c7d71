// Whose request it is when reverse proxies stand between.  X-Forwarded-For and Forwarded (RFC 7239) are believed only
// as far as trusted proxies wrote them: anybody can send such headers.  Pure functions.
#pragma once
#include "serve/web/guard.h"
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tangible::serve {

/// An address, or a block of addresses, as 16 bytes: IPv4 is written as IPv4-mapped IPv6 (RFC 4291, 2.5.5.2).
struct Network {
    std::array<std::uint8_t, 16> bytes{};
    int bits = 128;  ///< how many of them, from the left, count

    bool contains(const Network& address) const;
    friend bool operator==(const Network&, const Network&) = default;
};

/// Parses "10.0.0.0/8", "::1", "2001:db8::/32".  nullopt when `text` is neither an address nor a block.
std::optional<Network> network(std::string_view text);

/// Returns the address that the request came from: `peer`, unless that is a trusted proxy.  Then the headers are walked
/// from the right, past trusted proxies, to the first address that is none.  Where both headers are there and name
/// different clients, one of them was sent by the client and passed on unread: then it is the proxy's own address.
std::string client_address(std::string_view peer, const Headers&, std::span<const Network> trusted);

/// Returns what limits count an address by: IPv4 as it is, IPv6 by its /64, since one house has as many addresses of
/// that as it likes.  Text that is not an address comes back as it is.
std::string client_block(std::string_view address);

}  // namespace tangible::serve

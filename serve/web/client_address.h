// Finds the address of the client when reverse proxies stand between it and this server. Anybody can send
// X-Forwarded-For and Forwarded (RFC 7239), so these headers count only as far as trusted proxies wrote them. Pure
// functions.
//
//     const std::vector<Network> trusted = {*network("10.0.0.0/8")};
//     client_address("10.0.0.1", {{"X-Forwarded-For", "1.2.3.4, 192.0.2.7"}}, trusted);  // "192.0.2.7"
//     client_address("192.0.2.7", {{"X-Forwarded-For", "1.2.3.4"}}, trusted);  // "192.0.2.7": the client wrote this
#pragma once
#include "serve/web/guard.h"
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tangible::serve {

/// An address, or a block of addresses, as 16 bytes. IPv4 is written as IPv4-mapped IPv6 (RFC 4291, 2.5.5.2), so that
/// "192.0.2.7" and "::ffff:192.0.2.7" are equal.
struct Network {
    std::array<std::uint8_t, 16> bytes{};
    int bits = 128;  ///< length of the prefix: 128 for one address; an IPv4 block has 96 more than its text says

    /// Returns whether `address` is in this block.
    bool contains(const Network& address) const;
    friend bool operator==(const Network&, const Network&) = default;
};

/// Parses "10.0.0.0/8", "::1", "2001:db8::/32". Returns nullopt when `text` is neither an address nor a block.
std::optional<Network> network(std::string_view text);

/// Returns the address of the client: `peer`, unless that is a trusted proxy. Then walks the headers from the right,
/// past trusted proxies, to the first address that is not one. If both headers are present and name different clients,
/// the client itself sent one of them and the proxy passed it on unread: returns the proxy's own address then.
std::string client_address(std::string_view peer, const Headers&, std::span<const Network> trusted);

/// Returns the key under which limits count an address: IPv4 as it is, IPv6 as its /64 ("2001:db8::/64"), because one
/// household can use any address in its /64. Returns text that is not an address unchanged.
std::string client_block(std::string_view address);

}  // namespace tangible::serve

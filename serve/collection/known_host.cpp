// Separates the name from the port and checks the form of both, then compares the name with each one that is allowed.
// Names are compared without regard to case, and addresses by value.
#include "serve/collection/known_host.h"
#include "serve/web/guard.h"
#include <algorithm>
#include <cctype>
#include <optional>

namespace tangible::serve {
namespace {

/// Returns the name without the port and without the brackets of an IPv6 address: "[::1]:8080" gives "::1". Returns
/// nullopt if it is malformed.
std::optional<std::string_view> name_of(std::string_view host) {
    const auto end = host.starts_with('[') ? host.find(']') : host.find(':');
    const bool bracketed = host.starts_with('[');
    if (bracketed && end == host.npos) return std::nullopt;
    const auto name = bracketed ? host.substr(1, end - 1) : host.substr(0, end);
    const auto rest = end == host.npos ? std::string_view{} : host.substr(bracketed ? end + 1 : end);
    const bool port =
        rest.empty() || (rest[0] == ':' && rest.size() <= 6 &&
                         std::ranges::all_of(rest.substr(1), [](unsigned char c) { return std::isdigit(c); }));
    return port && !name.empty() ? std::optional(name) : std::nullopt;
}

/// Returns "a.example:8443" for "https://a.example:8443/x"; "" if it is no URL.
std::string_view host_of_url(std::string_view url) {
    const auto slashes = url.find("//");
    if (slashes == url.npos) return {};
    url.remove_prefix(slashes + 2);
    return url.substr(0, url.find('/'));
}

/// Returns whether `name` is an address of this machine: a loopback one, or the one at which the connection arrived. No
/// address can be rebound: a browser sends one only if it was sent to that very address.
bool is_ours(std::string_view name, std::string_view here) {
    const auto address = network(name), arrived = network(here);
    return address && name.find('/') == name.npos &&  // network() would take "10.0.0.0/8" as well
           (network("127.0.0.0/8")->contains(*address) || *address == *network("::1") || address == arrived);
}

}  // namespace

bool known_host(std::string_view host, std::string_view here, const Config& config) {
    if (host.empty()) return true;
    const auto name = name_of(host);
    if (!name) return false;
    const auto base = name_of(host_of_url(config.base_url));
    return same_name(*name, "localhost") || is_ours(*name, here) || (base && same_name(*name, *base)) ||
           std::ranges::any_of(config.hosts, [&](const std::string& h) { return same_name(*name, h); });
}

}  // namespace tangible::serve

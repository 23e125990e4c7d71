// Checks the host name that a request uses for this server. A page of another site can point its own name at this
// server's address and then read answers as if they were its own (DNS rebinding); unknown names are refused for that.
// Without base_url, links are made from the name too.
#pragma once
#include "serve/collection/config.h"
#include <string_view>

namespace tangible::serve {

/// Returns whether `host`, the value of the Host header (name and port), names this server: "localhost" or a loopback
/// address, the address at which the connection arrived (`here`), the host of base_url, or one of `hosts`. Ports are
/// not compared. "" is allowed, since HTTP/1.0 has no Host header.
bool known_host(std::string_view host, std::string_view here, const Config&);

}  // namespace tangible::serve

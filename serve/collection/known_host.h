// Which names a request may ask this house by.  Links are made from that name where base_url is not set, and a browser
// that was led here under somebody else's name would do that name's bidding (DNS rebinding).
#pragma once
#include "serve/collection/config.h"
#include <string_view>

namespace tangible::serve {

/// Whether `host`, as the header Host has it, names this house: the machine itself, the address at which the connection
/// arrived (`here`), the host of base_url, or one of `hosts`.  With "" (HTTP/1.0) nobody is named, which is allowed.
bool known_host(std::string_view host, std::string_view here, const Config&);

}  // namespace tangible::serve

// The SMTP relay that takes our mails (RFC 5321).  libcurl behind this door.
#pragma once
#include "serve/collection/config.h"
#include <filesystem>
#include <string>
#include <string_view>

namespace tangible::serve {

/// Hands one mail (RFC 5322, CRLF) to the relay with the null return path, so that no answer to it comes back as a
/// bounce's bounce.  Returns when the relay has taken it.  Throws Error{refused} when the relay will never take it
/// (5xx), {temporary} when it may later; what() names the step and never an address.  Takes half a minute at most.
void hand_over(const Relay&, const std::string& to, std::string_view mail);

}  // namespace tangible::serve

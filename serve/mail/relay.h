// Hands mails to the SMTP relay (RFC 5321). The only user of libcurl in serve/.
#pragma once
#include "serve/collection/config.h"
#include <filesystem>
#include <string>
#include <string_view>

namespace tangible::serve {

/// Hands one mail (RFC 5322, CR LF line ends) to the relay. Returns when the relay has accepted it; takes at most half
/// a minute. The return path is empty, so that a bounce of this mail is not sent to us and answered in turn. Throws
/// Error{refused} when the relay will never accept the mail (5xx), {temporary} when it may accept it later, and
/// {bad_schema} when the password file is missing or open to others. what() names the step, never an address.
void hand_over(const Relay&, const std::string& to, std::string_view mail);

}  // namespace tangible::serve

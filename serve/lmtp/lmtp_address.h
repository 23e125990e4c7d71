// The paths and parameters of MAIL and RCPT (RFC 5321 section 4.1.2, RFC 1870, 6152, 6531).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tangible::serve {

/// `<address>` at the front of `rest`, which loses it; without source route.  nullopt where there is none, or with
/// control characters in it.
std::optional<std::string> path_in(std::string_view& rest);

struct MailParameters {
    std::uint64_t size_bytes = 0;
    std::string trouble;  ///< the reply when one is wrong or unknown; else ""
};
MailParameters mail_parameters(std::string_view rest);

}  // namespace tangible::serve

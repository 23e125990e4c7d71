// Parses the arguments of MAIL and RCPT: an address in angle brackets (RFC 5321, 4.1.2), then parameters (SIZE of RFC
// 1870, BODY of RFC 6152, SMTPUTF8 of RFC 6531). Pure functions.
//
//     std::string_view rest = "<a@example.org> SIZE=1000";
//     path_in(rest);          // "a@example.org"; leaves " SIZE=1000"
//     mail_parameters(rest);  // size_bytes 1000
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tangible::serve {

/// Takes `<address>` off the front of `rest` and returns the address, which may be "" (a bounce), without a source
/// route
/// ("@a,@b:"). Returns nullopt if there is none, or if it contains control characters.
std::optional<std::string> path_in(std::string_view& rest);

/// The parameters of one MAIL command.
struct MailParameters {
    std::uint64_t size_bytes = 0;  ///< 0 if the sender does not say
    std::string trouble;           ///< the LMTP reply that refuses a wrong or unknown parameter; "" if all are good
};
/// Parses parameters with spaces between: "SIZE=1000 BODY=8BITMIME".
MailParameters mail_parameters(std::string_view rest);

}  // namespace tangible::serve

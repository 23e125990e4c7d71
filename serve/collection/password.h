// Decides which passwords are refused (NIST SP 800-63B-4, 3.1.1.2): those that are too short, and those that an
// attacker would try first. Digits, capitals and the like are not required.
#pragma once
#include <string>
#include <string_view>

namespace tangible::serve {

/// Fewest characters (code points): what the standard requires where the password is the only proof of identity.
inline constexpr std::size_t shortest_password = 15;
/// Longest password: far above any passphrase, and short enough to hash quickly.
inline constexpr std::size_t longest_password_bytes = 1024;

/// Returns a sentence without a full stop that says why this account may not use this password; "" when it may.
std::string password_problem(std::string_view password, std::string_view account);

}  // namespace tangible::serve

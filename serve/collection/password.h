// Which passwords are refused (NIST SP 800-63B, 3.1.1.2): those that are too short to stand alone, and those that
// others would try first.  Nothing else is asked of them.
#pragma once
#include <string>
#include <string_view>

namespace tangible::serve {

/// As many as for a password that is the only proof.
inline constexpr std::size_t shortest_password = 15;
inline constexpr std::size_t longest_password_bytes = 1024;

/// Returns a sentence that says why this password is refused for this account; "" when it is good.
std::string password_problem(std::string_view password, std::string_view account);

}  // namespace tangible::serve

// Signs people in, and slows down whoever guesses passwords. Wrong passwords are counted by address and name together,
// so that a stranger who guesses does not lock the owner out. A device on which the account signed in before has a
// count of its own.
#pragma once
#include "serve/collection/tokens.h"
#include "serve/web/rate_limits.h"
#include <optional>
#include <string>

namespace tangible::serve {

/// One attempt to sign in.
struct SignInTry {
    std::string name, password;
    std::string from;    ///< client_block() of the client's address
    std::string device;  ///< the device_token() that the browser sent; "" without one
};

/// Result of try_to_sign_in(). Both members are empty when the name or the password is wrong.
struct SignInResult {
    std::optional<SignedIn> in;    ///< set when the name and the password are right
    std::chrono::seconds wait{0};  ///< above zero: too many attempts; the password was not checked
};

/// Checks the limits, then the name and password, and starts a session if they are right. Only wrong passwords count,
/// so a team behind one address can sign in all at once.
SignInResult try_to_sign_in(Store&, Limits&, const std::string& secret, const SignInTry&, std::int64_t now_ms,
                            RateLimit::Clock::time_point = RateLimit::Clock::now());

}  // namespace tangible::serve

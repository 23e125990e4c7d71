// Signing in, slowed down for whoever guesses.  Wrong passwords are counted by address and name together, so that a
// stranger's keep nobody else out; a device on which the account signed in before is counted by itself.
#pragma once
#include "serve/collection/tokens.h"
#include "serve/web/limits.h"
#include <optional>
#include <string>

namespace tangible::serve {

struct SignInTry {
    std::string name, password;
    std::string from;    ///< the client_block() of its address
    std::string device;  ///< the device_token() that the browser keeps; ""
};

struct SignInResult {
    std::optional<SignedIn> in;    ///< set when the name and the password are right
    std::chrono::seconds wait{0};  ///< more than zero: the password was not looked at
};

/// Right ones cost nothing: a team behind one address can sign in all at once.
SignInResult try_to_sign_in(Store&, Limits&, const std::string& secret, const SignInTry&, std::int64_t now_ms,
                            RateLimit::Clock::time_point = RateLimit::Clock::now());

}  // namespace tangible::serve

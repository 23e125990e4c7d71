// Secrets that people and browsers carry: passwords (argon2id), sessions, one-time form tokens,
// private links.  libsodium behind this door.
#pragma once
#include "schemas/account.h"
#include "schemas/store.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tangible::serve {

std::string random_token();  ///< 32 random bytes, 64 hex digits
std::uint64_t random_number();

/// argon2id, 19 MiB, two passes; at most two at once, so that sign-ins cannot eat the memory.
std::string password_hash(std::string_view password);
bool password_fits(std::string_view password, const std::string& hash);

/// A session for this name and password, or nullopt.  Takes as long when there is no such name.
struct SignedIn {
    std::string token;
    Session session;
};
std::optional<SignedIn> sign_in(Store&, std::string_view name, std::string_view password, std::int64_t now_ms);

/// A token that only this house makes, good for 24 hours.
std::string one_time_token(const std::string& secret, std::int64_t now_ms);
bool one_time_token_fits(const std::string& secret, std::string_view token, std::int64_t now_ms);
/// The private link that belongs to a submission's key: the same for a repeated POST.
std::string private_token(const std::string& secret, std::string_view key);

/// Compares without telling by its time where they differ.
bool same_secret(std::string_view, std::string_view);

}  // namespace tangible::serve

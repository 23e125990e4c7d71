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

/// The secret that signs one-time tokens and makes private links; made when there is none.
std::string secret_of(Store&);

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

/// What stands behind /digest/ in the mails of a subscription.
std::string subscription_token(const std::string& secret, std::string_view id);
/// A name for ever of what `text` names in this house: "urn:uuid:..." (RFC 9562, version 8).
std::string urn(const std::string& secret, std::string_view text);

/// Compares without telling by its time where they differ.
bool same_secret(std::string_view, std::string_view);

}  // namespace tangible::serve

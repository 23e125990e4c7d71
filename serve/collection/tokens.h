// Secrets that people and browsers carry: passwords (argon2id), sessions, one-time form tokens,
// private links.  libsodium behind this door.
#pragma once
#include "schemas/shapes/account.h"
#include "schemas/store/store.h"
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

/// A session for this name and password, or nullopt.  Takes as long when there is no such name, and for a disabled
/// account.
struct SignedIn {
    std::string token;
    Session session;
};
std::optional<SignedIn> sign_in(Store&, std::string_view name, std::string_view password, std::int64_t now_ms);
/// A session that begins now.  Lasts 12 hours, and less when it is not used (`session_idle_ms`).
SignedIn new_session(Store&, const Account&, std::int64_t now_ms);

/// What a browser keeps after a sign-in, so that others' wrong passwords do not slow its owner down.  Good for half a
/// year, for this account and its password alone.
std::string device_token(const std::string& secret, const Account&, std::int64_t now_ms);
bool device_token_fits(const std::string& secret, const Account&, std::string_view token, std::int64_t now_ms);

/// A token that only this house makes, good for 24 hours and for one kind of form.
std::string one_time_token(const std::string& secret, std::string_view form, std::int64_t now_ms);
bool one_time_token_fits(const std::string& secret, std::string_view form, std::string_view token, std::int64_t now_ms);
/// The private link that belongs to a submission's key: the same for a repeated POST.
std::string private_token(const std::string& secret, std::string_view key);

/// What stands behind /account/address/ in the mail that asks whether an address is an account's.
std::string address_token(const std::string& secret, const AddressCheck&);

/// What stands behind /digest/ in the mails of a subscription.
std::string subscription_token(const std::string& secret, std::string_view id);
/// A name for ever of what `text` names in this house: "urn:uuid:..." (RFC 9562, version 8).
std::string urn(const std::string& secret, std::string_view text);

/// Compares without telling by its time where they differ.
bool same_secret(std::string_view, std::string_view);

}  // namespace tangible::serve

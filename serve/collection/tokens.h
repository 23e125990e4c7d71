// Secrets that people and browsers carry: passwords (argon2id), sessions, form tokens, private links. The only user of
// libsodium in serve/. A token is either random and stored (sessions), or a keyed hash of the collection's secret,
// which can be checked without storing it (all others). Any thread.
#pragma once
#include "schemas/shapes/account.h"
#include "schemas/store/store.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tangible::serve {

/// Returns the secret that signs tokens and makes private links: 64 hex digits (32 random bytes), kept in the store.
/// Makes it if there is none. Whoever knows it can forge every link.
std::string secret_of(Store&);

/// Returns 32 random bytes as 64 hex digits.
std::string random_token();
std::uint64_t random_number();

/// Returns an argon2id hash (19 MiB, two passes) with its salt and parameters, as libsodium writes it. At most two
/// threads hash at once, others wait, so that many sign-ins cannot use up the memory. Throws Error{temporary} when
/// there is not enough memory.
std::string password_hash(std::string_view password);
/// Returns whether the password has this hash. Takes as long as password_hash(), and waits for its turn likewise.
bool password_fits(std::string_view password, const std::string& hash);

/// A session that has just begun, and the token that its browser gets as a cookie. The store keeps only the token's
/// hash.
struct SignedIn {
    std::string token;
    Session session;
};
/// Returns a new session if name and password are right, else nullopt. Takes the same time when there is no such
/// account or it is disabled, so that the time does not reveal which names exist.
std::optional<SignedIn> sign_in(Store&, std::string_view name, std::string_view password, std::int64_t now_ms);
/// How long a session lasts at most, and the cookie that carries it: a working day.
inline constexpr int session_hours = 12;

/// Starts a session for the account. It lasts `session_hours`, or until it is not used for `session_idle_ms`.
SignedIn new_session(Store&, const Account&, std::int64_t now_ms);

/// Returns the token that a browser keeps after a sign-in, so that wrong passwords of strangers do not slow down the
/// account's owner (sign_ins.h). Valid for 180 days, and until the account's password changes.
std::string device_token(const std::string& secret, const Account&, std::int64_t now_ms);
bool device_token_fits(const std::string& secret, const Account&, std::string_view token, std::int64_t now_ms);

/// Returns a token for the forms of one kind ("tell", "sign-in"), valid for 24 hours. It proves that the form came from
/// this server. The token may be used more than once; the caller prevents repetitions.
std::string one_time_token(const std::string& secret, std::string_view form, std::int64_t now_ms);
bool one_time_token_fits(const std::string& secret, std::string_view form, std::string_view token, std::int64_t now_ms);
/// Returns the token, 40 hex digits, of the private link of the submission with this key. The same key gives the same
/// token, so a form that is sent twice shows its sender one link.
std::string private_token(const std::string& secret, std::string_view key);

/// Returns the token of a new draft, which can be read out on the phone: two random references
/// (schemas/shapes/story.h), "7F3K-Q2M9-N-4T8W-3BXD-J", with 80 random bits and two check symbols.
std::string draft_token();
/// Returns the standard spelling of a draft's token: reads small letters, spaces and O for 0 as parse_story_id() does.
/// nullopt when a symbol is wrong.
std::optional<std::string> parse_draft_token(std::string_view said);

/// Returns the token of the link /account/address/TOKEN, in the mail that asks whether an address is an account's.
std::string address_token(const std::string& secret, const AddressCheck&);

/// Returns the token of the link /digest/TOKEN, in the mails of the subscription `id`.
std::string subscription_token(const std::string& secret, std::string_view id);
/// Returns a permanent name of the thing that `text` names in this collection: "urn:uuid:..." (RFC 9562, version 8).
/// The same text always gives the same name.
std::string urn(const std::string& secret, std::string_view text);

/// Returns whether the two are equal, in a time that does not reveal where they differ.
bool same_secret(std::string_view, std::string_view);

}  // namespace tangible::serve

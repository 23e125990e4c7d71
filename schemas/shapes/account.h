// People who sign in to work with the stories, and what each may do.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tangible {

/// What a person may do.  Each role may do everything that the roles before it may; `anyone` is a visitor who did not
/// sign in.
enum class Role : std::uint8_t { anyone, researcher, coder, moderator, admin };
/// Returns the role's name: "coder".
std::string_view name(Role);
/// Returns the role of that name.  Throws Error{usage} for any other word, and for "anyone", which no account can have.
Role role_named(std::string_view);

/// An account.
struct Account {
    std::string name;  ///< signs the verdicts of its owner
    Role role = Role::coder;
    std::string password_hash;  ///< argon2id, as libsodium writes it
    std::string addr = {};      ///< mail address that its owner confirmed, in lower case; "" for none
    bool disabled = false;      ///< true: nobody can sign in to it
};

/// Returns a sentence without a full stop that says why no account may have this name; "" when one may.  A name has 1
/// to 100 bytes on one line, and no space at either end.
std::string account_name_problem(std::string_view name);

/// One sign-in of an account, from one browser.
struct Session {
    std::string account;
    Role role = Role::anyone;
    std::string csrf;           ///< token that each form must send back (synchroniser token), in hexadecimal
    std::int64_t until_ms = 0;  ///< when it ends, however much it is used
    std::int64_t seen_ms = 0;   ///< when it was last used, to the minute
};

/// A session ends when it has not been used for this long: one hour.
inline constexpr std::int64_t session_idle_ms = std::int64_t{3600} * 1000;

/// A mail address that an account's owner typed and has not confirmed yet.
struct AddressCheck {
    std::string account, addr;
};

}  // namespace tangible

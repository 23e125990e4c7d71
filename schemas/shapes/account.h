// People who work with the stories: who may do what.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tangible {

enum class Role : std::uint8_t { anyone, researcher, coder, admin };  ///< each may do what those before it may
std::string_view name(Role);
Role role_named(std::string_view);

struct Account {
    std::string name;  ///< what verdicts are signed with
    Role role = Role::coder;
    std::string password_hash;  ///< argon2id, as libsodium writes it
    std::string addr = {};      ///< mail address that its owner confirmed, in lower case; "" for none
    bool disabled = false;      ///< nobody signs in to it
};

struct Session {
    std::string account;
    Role role = Role::anyone;
    std::string csrf;  ///< synchroniser token, hex
    std::int64_t until_ms = 0;
    std::int64_t seen_ms = 0;  ///< when it was last used, to the minute
};

/// How long a session may be unused before it ends.
inline constexpr std::int64_t session_idle_ms = std::int64_t{3600} * 1000;

/// A mail address that an account's owner typed and has not confirmed yet.
struct AddressCheck {
    std::string account, addr;
};

}  // namespace tangible

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
};

struct Session {
    std::string account;
    Role role = Role::anyone;
    std::string csrf;  ///< synchroniser token, hex
    std::int64_t until_ms = 0;
};

}  // namespace tangible

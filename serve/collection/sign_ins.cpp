// Takes tokens from the limits before the password is checked, and gives them back when it was right. Before, because
// many attempts that run at once would otherwise all be checked before the first is counted. The name, with the address
// or the device, is hashed to make the key of its limit.
#include "serve/collection/sign_ins.h"
#include "schemas/ground/hash.h"
#include <algorithm>

namespace tangible::serve {
namespace {

// Anybody can type anything as a name, a password by mistake for instance, so only a hash of it is kept.
std::string key(std::string_view kind, std::string_view whose, std::string_view name) {
    return std::string(kind) + sha256_hex(std::string(whose) + "\n" + std::string(name));
}

}  // namespace

SignInResult try_to_sign_in(Store& store, Limits& limits, const std::string& secret, const SignInTry& t,
                            std::int64_t now_ms, RateLimit::Clock::time_point now) {
    const auto account = store.account(t.name);
    const bool known_device = account && device_token_fits(secret, *account, t.device, now_ms);
    // A known device is counted by itself and not by its address, so strangers at that address cannot slow it down.
    const auto who = known_device ? key("device ", t.device, t.name) : key("name ", t.from, t.name);
    if (const auto wait = limits.names.take(who, now); wait.count() > 0) return {std::nullopt, wait};
    if (!known_device)
        if (const auto wait = limits.passwords.take(t.from, now); wait.count() > 0) {
            limits.names.give_back(who);
            return {std::nullopt, wait};
        }
    SignInResult result{sign_in(store, t.name, t.password, now_ms), {}};
    if (!result.in) return result;
    limits.names.give_back(who);
    if (!known_device) limits.passwords.give_back(t.from);
    return result;
}

}  // namespace tangible::serve

// From top to bottom: keyed hashes and signed texts, random tokens, passwords and sign-in, then tokens for devices,
// forms and links. Each kind of token is hashed with its own prefix ("form ", "private " ...), so that a token of one
// kind is worthless as another. Keyed hashes are BLAKE2b (RFC 7693), libsodium's crypto_generichash.
#include "serve/collection/tokens.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/collection/password.h"
#include <charconv>
#include <semaphore>
#include <sodium.h>

namespace tangible::serve {
namespace {

// 19 MiB and two passes are the least that OWASP's Password Storage Cheat Sheet accepts for argon2id.
constexpr unsigned long long argon_passes = 2;
constexpr std::size_t argon_bytes = 19u << 20;
std::counting_semaphore<2> hashing(2);

/// One of the two turns at hashing, for as long as this object lives.
struct HashTurn {
    HashTurn() { hashing.acquire(); }
    ~HashTurn() { hashing.release(); }
};

std::string hex(const unsigned char* bytes, std::size_t n) {
    std::string out(n * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes, n);
    out.pop_back();  // the 0 that libsodium writes at the end
    return out;
}

/// Returns 64 hex digits. Nobody without the secret can work out the hash of a text.
std::string keyed_hash(const std::string& secret, std::string_view text) {
    unsigned char out[crypto_generichash_BYTES];
    crypto_generichash(out, sizeof out, reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                       reinterpret_cast<const unsigned char*>(secret.data()),
                       std::min<std::size_t>(secret.size(), crypto_generichash_KEYBYTES_MAX));
    return hex(out, sizeof out);
}

/// Returns "TIME.RANDOM.SIGNATURE", which is valid for one purpose only. RANDOM makes two tokens of one millisecond
/// differ, because limits count by token.
std::string signed_text(const std::string& secret, const std::string& purpose, std::int64_t now) {
    auto text = std::to_string(now) + "." + random_token().substr(0, 32);
    return text + "." + keyed_hash(secret, purpose + "\n" + text);
}

/// Returns whether this server signed `token` for this purpose less than `good_ms` ago. Checks the signature before it
/// reads the time, so that only our own numbers are parsed.
bool signed_text_fits(const std::string& secret, const std::string& purpose, std::string_view token, std::int64_t now,
                      std::int64_t good_ms) {
    const auto dot = token.rfind('.');
    if (dot == token.npos || token.size() > 200) return false;
    const auto text = token.substr(0, dot);
    if (!same_secret(keyed_hash(secret, purpose + "\n" + std::string(text)), token.substr(dot + 1))) return false;
    std::int64_t made = 0;
    std::from_chars(text.data(), text.data() + text.size(), made);
    return made <= now && now - made < good_ms;
}

// The hash that a password is compared with when there is no such account, so that the answer takes as long.
const std::string& nobodys_hash() {
    static const std::string hash = password_hash(random_token());
    return hash;
}

}  // namespace

std::string secret_of(Store& store) {
    auto secret = store.get("secret");
    if (secret.empty()) {
        secret = random_token();
        store.set("secret", secret);
    }
    return secret;
}

std::string random_token() {
    unsigned char bytes[32];
    randombytes_buf(bytes, sizeof bytes);
    return hex(bytes, sizeof bytes);
}

std::uint64_t random_number() {
    std::uint64_t n;
    randombytes_buf(&n, sizeof n);
    return n;
}

std::string password_hash(std::string_view password) {
    if (sodium_init() < 0) throw Error(ErrorKind::storage, "the system provides no random numbers");
    HashTurn turn;
    std::string out(crypto_pwhash_STRBYTES, '\0');
    if (crypto_pwhash_str(out.data(), password.data(), password.size(), argon_passes, argon_bytes) != 0)
        throw Error(ErrorKind::temporary, "not enough memory to check a password");
    out.resize(std::char_traits<char>::length(out.c_str()));
    return out;
}

bool password_fits(std::string_view password, const std::string& hash) {
    if (sodium_init() < 0) return false;
    HashTurn turn;
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::optional<SignedIn> sign_in(Store& store, std::string_view name, std::string_view password, std::int64_t now) {
    const auto account = store.account(name);
    const bool may = account && !account->disabled;
    const bool fits =
        password_fits(password.substr(0, longest_password_bytes), may ? account->password_hash : nobodys_hash());
    if (!may || !fits) return std::nullopt;
    return new_session(store, *account, now);
}

SignedIn new_session(Store& store, const Account& account, std::int64_t now) {
    constexpr std::int64_t session_ms = session_hours * 3600LL * 1000;
    SignedIn in{random_token(), {account.name, account.role, random_token(), now + session_ms, now}};
    store.put_session(in.token, in.session);
    return in;
}

// The password's hash is part of the purpose, so a new password makes all device tokens of the account invalid.
std::string device_token(const std::string& secret, const Account& account, std::int64_t now) {
    return signed_text(secret, "device " + account.name + "\n" + account.password_hash, now);
}

bool device_token_fits(const std::string& secret, const Account& account, std::string_view token, std::int64_t now) {
    return signed_text_fits(secret, "device " + account.name + "\n" + account.password_hash, token, now, 180 * day_ms);
}

std::string one_time_token(const std::string& secret, std::string_view form, std::int64_t now) {
    return signed_text(secret, "form " + std::string(form), now);
}

bool one_time_token_fits(const std::string& secret, std::string_view form, std::string_view token, std::int64_t now) {
    return signed_text_fits(secret, "form " + std::string(form), token, now, day_ms);
}

std::string address_token(const std::string& secret, const AddressCheck& c) {
    return keyed_hash(secret, "address " + c.account + "\n" + c.addr).substr(0, 40);
}

std::string private_token(const std::string& secret, std::string_view key) {
    return keyed_hash(secret, "private " + std::string(key)).substr(0, 40);
}

std::string draft_token() { return make_story_id(random_number()) + "-" + make_story_id(random_number()); }

std::optional<std::string> parse_draft_token(std::string_view said) {
    constexpr std::size_t symbols_of_half = 9, longest = 60;
    std::string symbols;
    for (const char c : said.substr(0, longest))
        if (c != '-' && c != ' ') symbols += c;
    if (symbols.size() != 2 * symbols_of_half) return std::nullopt;
    const auto first = parse_story_id(symbols.substr(0, symbols_of_half));
    const auto second = parse_story_id(symbols.substr(symbols_of_half));
    if (!first || !second) return std::nullopt;
    return *first + "-" + *second;
}

std::string subscription_token(const std::string& secret, std::string_view id) {
    return keyed_hash(secret, "digest " + std::string(id)).substr(0, 40);
}

std::string urn(const std::string& secret, std::string_view text) {
    auto uuid = keyed_hash(secret, "urn " + std::string(text)).substr(0, 32);
    uuid[12] = '8', uuid[16] = 'a';  // version 8 (custom), variant 10 in binary: RFC 9562, 5.8 and 4.1
    for (auto at : {20, 16, 12, 8}) uuid.insert(static_cast<std::size_t>(at), 1, '-');
    return "urn:uuid:" + uuid;
}

bool same_secret(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace tangible::serve

// Accounts, sessions, and the check of an account's mail address. Tokens are stored and looked up as SHA-256 hashes, so
// that a copy of the store does not let anybody in. They are random, so their hashes need no salt.
#include "schemas/store/people/accounts.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/common/store_impl.h"
#include <charconv>

namespace tangible {
namespace {

// The latest time is recorded every ten minutes, since each record costs a sync. A clock may be corrected by two
// minutes (by NTP, for instance) without ending sessions.
constexpr std::int64_t noted_every_ms = 10 * 60 * 1000, corrected_by_ms = 2 * 60 * 1000;

constexpr char latest_time[] = "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'clock'), 0)";

std::int64_t noted_time(Connection& db) {
    auto row = db.ask(latest_time);
    row.next();
    return row.number(0);
}

constexpr std::int64_t check_kept_ms = 3 * day_ms;  // how long the link in the mail is valid

constexpr char account_named[] = "SELECT name, role, password_hash, addr, disabled FROM accounts WHERE name = ?";
constexpr char all_accounts[] = "SELECT name, role, password_hash, addr, disabled FROM accounts ORDER BY name";

Account account_of(const Rows& row) {
    return {row.text(0), role_named(row.text(1)), row.text(2), row.text(3), row.number(4) != 0};
}

void write(Connection& db, const Account& a) {
    db.run("INSERT INTO accounts (name, role, password_hash, addr, disabled) VALUES (?, ?, ?, ?, ?)"
           " ON CONFLICT DO UPDATE SET role = excluded.role, password_hash = excluded.password_hash,"
           " addr = excluded.addr, disabled = excluded.disabled",
           a.name, name(a.role), a.password_hash, a.addr, a.disabled ? 1 : 0);
    db.run("DELETE FROM sessions WHERE account = ?", a.name);
    db.run("DELETE FROM settings WHERE name = 'first_account'");
}

}  // namespace

// A session that has ended must not become valid again when the clock is set back. So the store keeps the latest time
// it has seen. If the time is earlier than that, nobody can tell which sessions have ended, so all of them end.
void Accounts::note_time(std::int64_t now_ms) {
    const auto before = noted_time(impl_->db);
    const bool set_back = now_ms + corrected_by_ms < before;
    if (!set_back && now_ms < before + noted_every_ms) return;
    Transaction change(impl_->db);
    if (set_back) impl_->db.run("DELETE FROM sessions");
    impl_->set("clock", std::to_string(now_ms));
    change.commit();
}

// ---- accounts ----

void Accounts::add_account(const Account& a) {
    Transaction change(impl_->db);
    if (account(a.name)) throw Error(ErrorKind::refused, "the account '" + a.name + "' already exists");
    write(impl_->db, a);
    change.commit();
}

// ---- the first account ----

// The offer is a setting: "HASH UNTIL". write() deletes it.
void Accounts::offer_first_account(std::string_view token, std::int64_t until_ms) {
    Transaction change(impl_->db);
    impl_->set("first_account", sha256_hex(token) + " " + std::to_string(until_ms));
    change.commit();
}

bool Accounts::offers_first_account(std::string_view token, std::int64_t now_ms) {
    auto row = impl_->db.ask("SELECT value FROM settings WHERE name = 'first_account'"
                             " AND NOT EXISTS (SELECT 1 FROM accounts)");
    if (!row.next()) return false;
    const auto offer = row.text(0), begin = sha256_hex(token) + " ";
    std::int64_t until_ms = 0;
    if (offer.starts_with(begin)) std::from_chars(offer.data() + begin.size(), offer.data() + offer.size(), until_ms);
    return now_ms < until_ms;
}

bool Accounts::add_first_account(const Account& a, std::string_view token, std::int64_t now_ms) {
    Transaction change(impl_->db);
    if (!offers_first_account(token, now_ms)) return false;
    write(impl_->db, a);
    change.commit();
    return true;
}

void Accounts::put_account(const Account& a) {
    Transaction change(impl_->db);
    write(impl_->db, a);
    change.commit();
}

void Accounts::drop_account(std::string_view name) {
    Transaction change(impl_->db);
    impl_->db.run("DELETE FROM sessions WHERE account = ?", name);
    impl_->db.run("DELETE FROM subscriptions WHERE account = ?", name);
    impl_->db.run("DELETE FROM address_checks WHERE account = ?", name);
    impl_->db.run("DELETE FROM accounts WHERE name = ?", name);
    change.commit();
}

std::optional<Account> Accounts::account(std::string_view wanted) {
    auto row = impl_->db.ask(account_named, wanted);
    return row.next() ? std::optional(account_of(row)) : std::nullopt;
}

std::vector<Account> Accounts::accounts() {
    std::vector<Account> all;
    for (auto row = impl_->db.ask(all_accounts); row.next();) all.push_back(account_of(row));
    return all;
}

// ---- sessions ----

void Accounts::put_session(std::string_view token, const Session& s) {
    Transaction change(impl_->db);
    note_time(s.seen_ms);
    impl_->db.run("DELETE FROM sessions WHERE until_ms < ?", s.seen_ms);
    impl_->db.run("INSERT OR REPLACE INTO sessions (token_hash, account, role, csrf, until_ms, seen_ms)"
                  " VALUES (?, ?, ?, ?, ?, ?)",
                  sha256_hex(token), s.account, name(s.role), s.csrf, s.until_ms, s.seen_ms);
    change.commit();
}

// Records the use of a session at most once a minute, since each record costs a sync.
std::optional<Session> Accounts::session(std::string_view token, std::int64_t now_ms) {
    const auto hash = sha256_hex(token);
    Session s;
    {
        auto row = impl_->db.ask("SELECT account, a.role, csrf, until_ms, seen_ms FROM sessions"
                                 " JOIN accounts a ON name = account WHERE token_hash = ? AND disabled = 0",
                                 hash);
        if (!row.next()) return std::nullopt;
        s = {row.text(0), role_named(row.text(1)), row.text(2), row.number(3), row.number(4)};
    }
    const bool idle = now_ms - s.seen_ms > session_idle_ms, set_back = now_ms + corrected_by_ms < noted_time(impl_->db);
    if (now_ms >= s.until_ms || idle || set_back) return std::nullopt;
    if (now_ms - s.seen_ms < minute_ms) return s;
    Transaction change(impl_->db);
    impl_->db.run("UPDATE sessions SET seen_ms = ? WHERE token_hash = ?", now_ms, hash);
    change.commit();
    return s;
}

void Accounts::drop_session(std::string_view token) {
    Transaction change(impl_->db);
    impl_->db.run("DELETE FROM sessions WHERE token_hash = ?", sha256_hex(token));
    change.commit();
}

void Accounts::drop_sessions(std::string_view account) {
    Transaction change(impl_->db);
    impl_->db.run("DELETE FROM sessions WHERE account = ?", account);
    change.commit();
}

// ---- their mail addresses ----

bool Accounts::check_address(const AddressCheck& c, std::string_view token, std::int64_t now_ms) {
    constexpr std::int64_t a_day = 3;  // mails to one address, whichever account asks: nobody shall be pestered
    Transaction change(impl_->db);
    const auto digest = impl_->digest("addr " + c.addr);
    auto asked = impl_->db.ask("SELECT count(*) FROM asked WHERE addr_digest = ? AND asked_ms > ?", Blob{digest},
                               now_ms - day_ms);
    if (asked.next() && asked.number(0) >= a_day) return false;
    impl_->db.run("INSERT INTO asked VALUES (?, ?)", Blob{digest}, now_ms);
    impl_->db.run("INSERT OR REPLACE INTO address_checks VALUES (?, ?, ?, 'due', ?)", c.account, c.addr,
                  sha256_hex(token), now_ms);
    change.commit();
    return true;
}

std::optional<AddressCheck> Accounts::address_check(std::string_view account) {
    auto row = impl_->db.ask("SELECT account, addr FROM address_checks WHERE account = ?", account);
    return row.next() ? std::optional(AddressCheck{row.text(0), row.text(1)}) : std::nullopt;
}

std::vector<AddressCheck> Accounts::address_checks_due(std::size_t limit) {
    std::vector<AddressCheck> all;
    for (auto row = impl_->db.ask("SELECT account, addr FROM address_checks WHERE state = 'due'"
                                  " ORDER BY begun_ms LIMIT ?",
                                  static_cast<std::int64_t>(limit));
         row.next();)
        all.push_back({row.text(0), row.text(1)});
    return all;
}

void Accounts::note_checked(const AddressCheck& c, std::int64_t now_ms) {
    Transaction change(impl_->db);
    impl_->db.run("INSERT INTO digests_sent VALUES (?)", now_ms);
    impl_->db.run("UPDATE address_checks SET state = 'asked' WHERE account = ? AND addr = ?", c.account, c.addr);
    change.commit();
}

bool Accounts::confirm_address(std::string_view account, std::string_view token, std::int64_t now_ms) {
    Transaction change(impl_->db);
    std::string addr;
    {
        auto row =
            impl_->db.ask("SELECT addr FROM address_checks WHERE account = ? AND token_hash = ? AND begun_ms > ?",
                          account, sha256_hex(token), now_ms - check_kept_ms);
        if (!row.next()) return false;
        addr = row.text(0);
    }
    impl_->db.run("UPDATE accounts SET addr = ? WHERE name = ?", addr, account);
    impl_->db.run("DELETE FROM address_checks WHERE account = ?", account);
    change.commit();
    return true;
}

void Accounts::drop_address(std::string_view account) {
    Transaction change(impl_->db);
    impl_->db.run("UPDATE accounts SET addr = '' WHERE name = ?", account);
    impl_->db.run("DELETE FROM address_checks WHERE account = ?", account);
    change.commit();
}

}  // namespace tangible

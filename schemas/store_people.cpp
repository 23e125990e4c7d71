// Accounts and sessions.  Tokens are looked up by their hash, so that a copy of the store opens no door.
#include "schemas/clock.h"
#include "schemas/store.h"
#include "schemas/store_impl.h"

namespace tangible {
namespace {

// How long ago the latest time may have been noted, and how far a clock may be corrected without ending sessions.
constexpr std::int64_t noted_every_ms = 10 * 60 * 1000, corrected_by_ms = 2 * 60 * 1000;

constexpr char latest_time[] = "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'clock'), 0)";

std::int64_t noted_time(Connection& db) {
    auto row = db.ask(latest_time);
    row.next();
    return row.number(0);
}

}  // namespace

// A session that has ended must not live again when the clock is set back, so the latest time that was ever seen is
// kept.  Seen from an earlier one, nobody knows which sessions have ended: all have.
void Store::note_time(std::int64_t now_ms) {
    const auto before = noted_time(impl_->db);
    const bool set_back = now_ms + corrected_by_ms < before;
    if (!set_back && now_ms < before + noted_every_ms) return;
    Transaction change(impl_->db);
    if (set_back) impl_->db.run("DELETE FROM sessions");
    set("clock", std::to_string(now_ms));
    change.commit();
}

void Store::put(const Account& a) {
    Transaction change(impl_->db);
    impl_->db.run("INSERT OR REPLACE INTO accounts VALUES (?, ?, ?)", a.name, name(a.role), a.password_hash);
    impl_->db.run("DELETE FROM sessions WHERE account = ?", a.name);
    change.commit();
}

std::optional<Account> Store::account(std::string_view wanted) {
    auto row = impl_->db.ask("SELECT name, role, password_hash FROM accounts WHERE name = ?", wanted);
    if (!row.next()) return std::nullopt;
    return Account{row.text(0), role_named(row.text(1)), row.text(2)};
}

std::size_t Store::accounts() {
    auto row = impl_->db.ask("SELECT count(*) FROM accounts");
    row.next();
    return static_cast<std::size_t>(row.number(0));
}

void Store::put_session(std::string_view token, const Session& s) {
    Transaction change(impl_->db);
    note_time(now_ms());
    impl_->db.run("DELETE FROM sessions WHERE until_ms < ?", now_ms());
    impl_->db.run("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?, ?)", sha256_hex(token), s.account, name(s.role),
                  s.csrf, s.until_ms);
    change.commit();
}

std::optional<Session> Store::session(std::string_view token, std::int64_t now_ms) {
    auto row = impl_->db.ask("SELECT account, role, csrf, until_ms FROM sessions WHERE token_hash = ? AND until_ms > ?",
                             sha256_hex(token), now_ms);
    if (!row.next() || now_ms + corrected_by_ms < noted_time(impl_->db)) return std::nullopt;
    return Session{row.text(0), role_named(row.text(1)), row.text(2), row.number(3)};
}

void Store::drop_session(std::string_view token) {
    Transaction change(impl_->db);
    impl_->db.run("DELETE FROM sessions WHERE token_hash = ?", sha256_hex(token));
    change.commit();
}

}  // namespace tangible

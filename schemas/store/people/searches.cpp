// Saved searches, and the addresses that get digests of them. A subscription goes through three states: `due` (the
// confirmation mail still has to be sent), `asked` (it was sent), `confirmed` (digests are sent).
#include "schemas/store/people/searches.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/common/store_impl.h"

namespace tangible {
namespace {

// How long a subscription waits for its confirmation, and how long sent mails are remembered for the limits.
constexpr std::int64_t asked_for_ms = 3 * day_ms, limits_kept_ms = 2 * day_ms;
constexpr std::int64_t questions_a_day = 3;  // confirmation mails to one address: nobody shall be pestered
constexpr int refusals = 3;                  // in a row, after which a subscription ends

SavedSearch search_of(const Rows& row) { return {row.text(0), row.text(1), row.text(2), row.text(3), row.number(4)}; }

constexpr char columns[] = "SELECT id, search, addr, account, every_days, state, told, begun_ms, sent_ms, refused"
                           " FROM subscriptions WHERE token_hash = ?";
// A digest is due an hour before its day or week is over, so that a task that runs every day at the same time does not
// miss it by seconds and then wait another day. 'due' comes before 'confirmed' by descending order of the state.
constexpr char due[] = "SELECT id, search, addr, account, every_days, state, told, begun_ms, sent_ms, refused"
                       " FROM subscriptions WHERE state <> 'asked' AND (next_ms <= ?1 OR ?2)"
                       " AND (state = 'due' OR sent_ms = 0 OR sent_ms + every_days * 86400000 - 3600000 <= ?1)"
                       " ORDER BY state DESC, next_ms LIMIT ?3";

Subscription subscription_of(const Rows& row) {
    using State = Subscription::State;
    const auto state = row.text(5);
    return {row.text(0),
            row.text(1),
            row.text(2),
            row.text(3),
            static_cast<int>(row.number(4)),
            state == "due"     ? State::due
            : state == "asked" ? State::asked
                               : State::confirmed,
            row.number(6),
            row.number(7),
            row.number(8),
            static_cast<int>(row.number(9))};
}

/// Returns how often this address was asked to confirm something after `since_ms`.
std::int64_t questions(StoreImpl& store, const std::string& digest, std::int64_t since_ms) {
    auto row =
        store.db.ask("SELECT count(*) FROM asked WHERE addr_digest = ? AND asked_ms > ?", Blob{digest}, since_ms);
    row.next();
    return row.number(0);
}

/// Records that a mail was sent, for the hourly limit. Keeps no address.
void note_mail(StoreImpl& store, std::int64_t now_ms) {
    store.db.run("DELETE FROM digests_sent WHERE sent_ms < ?", now_ms - limits_kept_ms);
    store.db.run("INSERT INTO digests_sent VALUES (?)", now_ms);
}

}  // namespace

// ---- searches ----

void Searches::put_saved_search(const SavedSearch& s) {
    Transaction change(impl_->db);
    impl_->db.run("INSERT INTO searches VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name", s.id,
                  s.owner, s.name, s.query, s.saved_ms);
    change.commit();
}

std::optional<SavedSearch> Searches::saved_search(std::string_view id) {
    auto row = impl_->db.ask("SELECT id, owner, name, query, saved_ms FROM searches WHERE id = ?", id);
    return row.next() ? std::optional(search_of(row)) : std::nullopt;
}

std::vector<SavedSearch> Searches::saved_searches(std::string_view owner) {
    std::vector<SavedSearch> all;
    auto row = impl_->db.ask(
        "SELECT id, owner, name, query, saved_ms FROM searches WHERE owner = ? ORDER BY saved_ms DESC, id", owner);
    while (row.next()) all.push_back(search_of(row));
    return all;
}

void Searches::drop_saved_search(std::string_view id) {
    Transaction change(impl_->db);
    impl_->db.run("DELETE FROM subscriptions WHERE search = ?", id);
    impl_->db.run("DELETE FROM searches WHERE id = ?", id);
    change.commit();
}

// ---- addresses ----

bool Searches::subscribe(const Subscription& s, std::string_view token, std::int64_t now_ms) {
    Transaction change(impl_->db);
    const auto digest = impl_->addr_digest(s.addr);
    if (questions(*impl_, digest, now_ms - day_ms) >= questions_a_day) return false;
    if (impl_->db.ask("SELECT 1 FROM subscriptions WHERE search = ? AND addr = ?", s.search, s.addr).next())
        return false;
    impl_->db.run("INSERT INTO asked VALUES (?, ?)", Blob{digest}, now_ms);
    impl_->db.run(
        "INSERT INTO subscriptions (id, search, addr, account, every_days, token_hash, state, begun_ms, next_ms)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'due', ?7, ?7)",
        s.id, s.search, s.addr, s.account, std::int64_t{s.every_days}, sha256_hex(token), now_ms);
    change.commit();
    return true;
}

std::optional<Subscription> Searches::subscription(std::string_view token) {
    auto row = impl_->db.ask(columns, sha256_hex(token));
    return row.next() ? std::optional(subscription_of(row)) : std::nullopt;
}

void Searches::confirm(const Subscription& s, std::int64_t now_ms) {
    Transaction change(impl_->db);
    impl_->db.run("UPDATE subscriptions SET state = 'confirmed', told = ?, next_ms = ?, refused = 0"
                  " WHERE id = ? AND state <> 'confirmed'",
                  impl_->revision(), now_ms, s.id);
    change.commit();
}

void Searches::unsubscribe(const Subscription& s) {
    Transaction change(impl_->db);
    impl_->db.run("DELETE FROM subscriptions WHERE id = ?", s.id);
    change.commit();
}

// Looks first whether there is anything to delete: it is called every two seconds, and a change costs a sync.
void Searches::forget_unconfirmed(std::int64_t now_ms) {
    const auto begun_before = now_ms - asked_for_ms, asked_before = now_ms - limits_kept_ms;
    if (!impl_->db
             .ask("SELECT 1 FROM subscriptions WHERE state <> 'confirmed' AND begun_ms < ?1"
                  " UNION ALL SELECT 1 FROM address_checks WHERE begun_ms < ?1"
                  " UNION ALL SELECT 1 FROM asked WHERE asked_ms < ?2",
                  begun_before, asked_before)
             .next())
        return;
    Transaction change(impl_->db);
    impl_->db.run("DELETE FROM subscriptions WHERE state <> 'confirmed' AND begun_ms < ?", begun_before);
    impl_->db.run("DELETE FROM address_checks WHERE begun_ms < ?", begun_before);
    impl_->db.run("DELETE FROM asked WHERE asked_ms < ?", asked_before);
    change.commit();
}

// ---- mails ----

std::vector<Subscription> Searches::subscriptions_due(std::int64_t now_ms, std::size_t limit, bool looked_at_or_not) {
    std::vector<Subscription> all;
    auto row = impl_->db.ask(due, now_ms, std::int64_t{looked_at_or_not}, static_cast<std::int64_t>(limit));
    while (row.next()) all.push_back(subscription_of(row));
    return all;
}

std::size_t Searches::mails_since(std::int64_t since_ms) {
    auto row = impl_->db.ask("SELECT (SELECT count(*) FROM digests_sent WHERE sent_ms > ?1)"
                             " + (SELECT count(*) FROM acknowledgements WHERE state = 'sent' AND sent_ms > ?1)",
                             since_ms);
    row.next();
    return static_cast<std::size_t>(row.number(0));
}

void Searches::note_asked(const Subscription& s, std::int64_t now_ms) {
    Transaction change(impl_->db);
    note_mail(*impl_, now_ms);
    impl_->db.run("UPDATE subscriptions SET state = 'asked' WHERE id = ? AND state = 'due'", s.id);
    change.commit();
}

void Searches::note_told(const Subscription& s, Revision told, std::int64_t now_ms) {
    Transaction change(impl_->db);
    note_mail(*impl_, now_ms);
    impl_->db.run("UPDATE subscriptions SET told = ?, sent_ms = ?, next_ms = ?, refused = 0 WHERE id = ?", told, now_ms,
                  now_ms + s.every_days * day_ms - hour_ms, s.id);
    change.commit();
}

void Searches::note_later(const Subscription& s, std::int64_t next_ms) {
    Transaction change(impl_->db);
    impl_->db.run("UPDATE subscriptions SET next_ms = ? WHERE id = ?", next_ms, s.id);
    change.commit();
}

void Searches::put_off_subscriptions(std::int64_t until_ms) {
    Transaction change(impl_->db);
    impl_->db.run("UPDATE subscriptions SET next_ms = ?1 WHERE state <> 'asked' AND next_ms < ?1", until_ms);
    change.commit();
}

void Searches::note_refused(const Subscription& s, std::int64_t now_ms) {
    if (s.state == Subscription::State::due || s.refused + 1 >= refusals) return unsubscribe(s);
    Transaction change(impl_->db);
    impl_->db.run("UPDATE subscriptions SET refused = refused + 1, next_ms = ?, sent_ms = ? WHERE id = ?",
                  now_ms + day_ms, now_ms, s.id);
    change.commit();
}

}  // namespace tangible

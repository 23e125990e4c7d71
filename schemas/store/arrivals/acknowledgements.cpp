// Acknowledgements that are due, and those that were sent. Of a sent one, only a keyed digest of the address is kept,
// for two days (so that nobody gets two in a day), and a hash of the Message-ID, which recognises replies.
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/hash.h"
#include "schemas/store/arrivals/mail.h"
#include "schemas/store/common/store_impl.h"

namespace tangible {
namespace {

/// A mail older than this when it comes in is from an archive, whose senders must not all get mail from us.
constexpr std::int64_t old_after_ms = 5 * day_ms;
constexpr std::int64_t digest_kept_ms = 2 * day_ms;

}  // namespace

void Mail::owe(const std::string& submission, const Answering& answering, std::int64_t now_ms) {
    Transaction change(impl_->db);
    if (const auto arrival = impl_->arrival_of(submission)) {
        const bool old = answering.written_ms != 0 && now_ms - answering.written_ms > old_after_ms;
        const bool due = answering.not_because.empty() && !old;
        impl_->db.run("INSERT OR IGNORE INTO acknowledgements (arrival, state, because, addr, message_id, due_ms)"
                      " VALUES (?, ?, ?, ?, ?, ?)",
                      *arrival, due ? "due" : "none",
                      answering.not_because.empty() && old ? "old" : answering.not_because, due ? answering.addr : "",
                      due ? answering.message_id : "", now_ms);
    }
    impl_->db.run("UPDATE acknowledgements SET addr_digest = NULL WHERE state = 'sent' AND sent_ms < ?"
                  " AND addr_digest IS NOT NULL",
                  now_ms - digest_kept_ms);
    change.commit();
}

void Mail::owe_again(const StoryId& id, std::string_view addr, std::int64_t now_ms) {
    Transaction change(impl_->db);
    auto row = impl_->db.ask("SELECT arrival, senders FROM stories JOIN texts ON story = number"
                             " WHERE reference = ? AND ordinal = 0",
                             id);
    const auto senders = row.next() ? senders_of(row.text(1)) : std::nullopt;
    if (!addr.empty() && senders && lower_ascii(senders->sender.addr) == addr)
        impl_->db.run("INSERT INTO acknowledgements (arrival, state, addr, due_ms, again) VALUES (?, 'due', ?, ?, 1)"
                      " ON CONFLICT (arrival) DO UPDATE SET state = 'due', addr = excluded.addr, message_id = '',"
                      " tries = 0, due_ms = excluded.due_ms, again = 1"
                      " WHERE state <> 'due' AND (again = 0 OR sent_ms < ?)",
                      row.number(0), addr, now_ms, now_ms - hour_ms);
    change.commit();
}

std::vector<Owed> Mail::owed(std::int64_t now_ms, std::size_t limit) {
    std::vector<Owed> all;
    auto row = impl_->db.ask(
        "SELECT o.id, s.reference, a.addr, a.message_id, a.tries, o.received_ms, coalesce(p.reason, ''),"
        " coalesce(p.detail, ''), a.again FROM acknowledgements a JOIN originals o USING (arrival) JOIN stories s "
        "USING (arrival)"
        " LEFT JOIN parkings p USING (arrival) WHERE a.state = 'due' AND s.ordinal = 0 AND a.due_ms <= ?"
        " ORDER BY a.due_ms LIMIT ?",
        now_ms, static_cast<std::int64_t>(limit));
    while (row.next())
        all.push_back({row.text(0),
                       row.text(1),
                       row.text(2),
                       row.text(3),
                       static_cast<int>(row.number(4)),
                       row.number(5),
                       {row.text(6), row.text(7)},
                       row.number(8) == 1});
    return all;
}

bool Mail::acknowledged_since(std::string_view addr, std::int64_t since_ms) {
    const auto digest = impl_->addr_digest(addr);
    return impl_->db
        .ask("SELECT 1 FROM acknowledgements WHERE state = 'sent' AND sent_ms > ? AND addr_digest = ?", since_ms,
             Blob{digest})
        .next();
}

std::size_t Mail::acknowledged_since(std::int64_t since_ms) {
    auto row = impl_->db.ask("SELECT count(*) FROM acknowledgements WHERE state = 'sent' AND sent_ms > ?", since_ms);
    row.next();
    return static_cast<std::size_t>(row.number(0));
}

void Mail::note_acknowledged(const Owed& owed, std::string_view message_id, std::string_view token,
                             std::int64_t now_ms) {
    Transaction change(impl_->db);
    if (const auto arrival = impl_->arrival_of(owed.submission)) {
        const auto digest = impl_->addr_digest(owed.addr);
        impl_->db.run("UPDATE acknowledgements SET state = 'sent', addr = '', message_id = '', addr_digest = ?,"
                      " sent_ms = ?, message_hash = ? WHERE arrival = ?",
                      Blob{digest}, now_ms, sha256_hex(message_id), *arrival);
        impl_->db.run("INSERT INTO links VALUES (?, ?)", sha256_hex(token), impl_->number_of(owed.reference));
    }
    change.commit();
}

void Mail::note_unacknowledged(const std::string& submission, std::string_view because) {
    Transaction change(impl_->db);
    if (const auto arrival = impl_->arrival_of(submission))
        impl_->db.run("UPDATE acknowledgements SET state = 'none', because = ?, addr = '', message_id = ''"
                      " WHERE arrival = ? AND state = 'due'",
                      because, *arrival);
    change.commit();
}

void Mail::note_delayed(const std::string& submission, std::int64_t due_ms) {
    Transaction change(impl_->db);
    if (const auto arrival = impl_->arrival_of(submission))
        impl_->db.run("UPDATE acknowledgements SET tries = tries + 1, due_ms = ? WHERE arrival = ? AND state = 'due'",
                      due_ms, *arrival);
    change.commit();
}

std::string Mail::acknowledgement_of(const std::string& submission) {
    const auto arrival = impl_->arrival_of(submission);
    if (!arrival) return {};
    auto row = impl_->db.ask("SELECT state, because FROM acknowledgements WHERE arrival = ?", *arrival);
    if (!row.next()) return {};
    return row.text(0) == "none" ? row.text(1) : row.text(0);
}

std::optional<StoryId> Mail::story_acknowledged_by(std::string_view message_id) {
    auto row = impl_->db.ask("SELECT reference FROM acknowledgements JOIN stories USING (arrival)"
                             " WHERE ordinal = 0 AND message_hash = ?",
                             sha256_hex(message_id));
    if (!row.next()) return std::nullopt;
    return row.text(0);
}

}  // namespace tangible

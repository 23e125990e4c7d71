// What is owed to the senders of mails, and what they add later by answering.
#include "schemas/ground/error.h"
#include "schemas/store/store.h"
#include "schemas/store/store_impl.h"

namespace tangible {
namespace {

/// Who takes an archive in does not write to everybody in it.
constexpr std::int64_t old_after_ms = 5 * 24 * 3600 * std::int64_t{1000};
constexpr std::int64_t digest_kept_ms = 2 * 24 * 3600 * std::int64_t{1000};

std::string digest_of(const Store::Impl& store, std::string_view addr) {
    return store.digest("addr " + std::string(addr));
}

}  // namespace

// ---- acknowledgements ----

void Store::owe(const std::string& submission, const Answering& answering, std::int64_t now_ms) {
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

std::vector<Owed> Store::owed(std::int64_t now_ms, std::size_t limit) {
    std::vector<Owed> all;
    auto row =
        impl_->db.ask("SELECT o.id, s.reference, a.addr, a.message_id, a.tries, o.received_ms, coalesce(p.reason, ''),"
                      " coalesce(p.detail, '') FROM acknowledgements a JOIN originals o USING (arrival) JOIN stories s "
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
                       {row.text(6), row.text(7)}});
    return all;
}

bool Store::acknowledged_since(std::string_view addr, std::int64_t since_ms) {
    const auto digest = digest_of(*impl_, addr);
    return impl_->db
        .ask("SELECT 1 FROM acknowledgements WHERE state = 'sent' AND sent_ms > ? AND addr_digest = ?", since_ms,
             Blob{digest})
        .next();
}

std::size_t Store::acknowledged_since(std::int64_t since_ms) {
    auto row = impl_->db.ask("SELECT count(*) FROM acknowledgements WHERE state = 'sent' AND sent_ms > ?", since_ms);
    row.next();
    return static_cast<std::size_t>(row.number(0));
}

void Store::note_acknowledged(const Owed& owed, std::string_view message_id, std::string_view token,
                              std::int64_t now_ms) {
    Transaction change(impl_->db);
    if (const auto arrival = impl_->arrival_of(owed.submission)) {
        const auto digest = digest_of(*impl_, owed.addr);
        impl_->db.run("UPDATE acknowledgements SET state = 'sent', addr = '', message_id = '', addr_digest = ?,"
                      " sent_ms = ?, message_hash = ? WHERE arrival = ?",
                      Blob{digest}, now_ms, sha256_hex(message_id), *arrival);
        impl_->db.run("INSERT INTO links VALUES (?, ?)", sha256_hex(token), impl_->number_of(owed.reference));
    }
    change.commit();
}

void Store::note_unacknowledged(const std::string& submission, std::string_view because) {
    Transaction change(impl_->db);
    if (const auto arrival = impl_->arrival_of(submission))
        impl_->db.run("UPDATE acknowledgements SET state = 'none', because = ?, addr = '', message_id = ''"
                      " WHERE arrival = ? AND state = 'due'",
                      because, *arrival);
    change.commit();
}

void Store::note_delayed(const std::string& submission, std::int64_t due_ms) {
    Transaction change(impl_->db);
    if (const auto arrival = impl_->arrival_of(submission))
        impl_->db.run("UPDATE acknowledgements SET tries = tries + 1, due_ms = ? WHERE arrival = ? AND state = 'due'",
                      due_ms, *arrival);
    change.commit();
}

std::string Store::acknowledgement_of(const std::string& submission) {
    const auto arrival = impl_->arrival_of(submission);
    if (!arrival) return {};
    auto row = impl_->db.ask("SELECT state, because FROM acknowledgements WHERE arrival = ?", *arrival);
    if (!row.next()) return {};
    return row.text(0) == "none" ? row.text(1) : row.text(0);
}

// ---- follow-ups ----

std::optional<StoryId> Store::story_acknowledged_by(std::string_view message_id) {
    auto row = impl_->db.ask("SELECT reference FROM acknowledgements JOIN stories USING (arrival)"
                             " WHERE ordinal = 0 AND message_hash = ?",
                             sha256_hex(message_id));
    if (!row.next()) return std::nullopt;
    return row.text(0);
}

Revision Store::put_follow_up(const std::string& submission, const StoryId& of, const Story& words) {
    Transaction change(impl_->db);
    if (const auto arrival = impl_->arrival_of(submission)) {
        auto first = impl_->db.ask("SELECT coalesce(follows, number) FROM stories WHERE reference = ?", of);
        if (!first.next()) throw Error(ErrorKind::not_found, "there is no story " + of);
        const auto story = first.number(0);
        // Read again, an addition stays as open as it was.
        auto was = impl_->db.ask("SELECT joined FROM stories WHERE arrival = ? AND follows = ? AND joined IS NOT NULL",
                                 *arrival, story);
        const auto joined = was.next() ? was.number(0) : 0;
        impl_->drop_stories(*arrival, 0);
        impl_->put_text(impl_->story_at(*arrival, 0), words);
        impl_->db.run("UPDATE stories SET follows = ?, joined = NULLIF(?, 0) WHERE arrival = ? AND ordinal = 0", story,
                      joined, *arrival);
        impl_->settled(*arrival);
        impl_->touch(story);
    }
    const auto now = impl_->revision();
    change.commit();
    return now;
}

Revision Store::open_addition(const StoryId& id, const StoryId& addition, bool open) {
    Transaction change(impl_->db);
    auto row = impl_->db.ask("SELECT a.number, s.number, a.joined IS NOT NULL FROM stories a JOIN stories s"
                             " ON s.number = a.follows WHERE a.reference = ? AND s.reference = ?",
                             addition, id);
    if (!row.next()) throw Error(ErrorKind::not_found, "story " + id + " has no addition " + addition);
    const auto number = row.number(0), story = row.number(1);
    const bool is_open = row.number(2) == 1;
    if (is_open != open) {
        // In order of opening, so that passages judged before keep their places.
        impl_->touch(story);
        impl_->db.run("UPDATE stories SET joined = CASE WHEN ? THEN (SELECT revision FROM head) END WHERE number = ?",
                      std::int64_t{open}, number);
    }
    const auto now = impl_->revision();
    change.commit();
    return now;
}

std::vector<Addition> Store::additions(const StoryId& id, Use use) {
    std::vector<Addition> all;
    auto story = impl_->db.ask("SELECT number, uses FROM stories WHERE reference = ? AND live = 1", id);
    if (!story.next() || !uses_from(story.text(1)).has(use)) return all;
    auto row = impl_->db.ask("SELECT reference, received_ms, text, cuts, joined IS NOT NULL FROM stories"
                             " JOIN texts ON story = number WHERE follows = ? ORDER BY arrival",
                             story.number(0));
    while (row.next())
        all.push_back({row.text(0), row.number(1), row.text(2), cuts_of(row.text(3)), row.number(4) == 1});
    return all;
}

std::vector<StoryId> Store::stories_with_closed_additions(std::size_t limit) {
    std::vector<StoryId> all;
    auto row = impl_->db.ask("SELECT reference FROM stories WHERE number IN (SELECT follows FROM stories"
                             " WHERE follows IS NOT NULL AND joined IS NULL) AND live = 1"
                             " AND instr(' ' || uses || ' ', ' team ') ORDER BY reference LIMIT ?",
                             static_cast<std::int64_t>(limit));
    while (row.next()) all.push_back(row.text(0));
    return all;
}

// ---- what reading cuts ----

namespace {

std::vector<std::int64_t> arrivals_behind(Store::Impl& store, const StoryId& id) {
    const auto number = store.number_of(id);
    std::vector<std::int64_t> all;
    for (auto row = store.db.ask("SELECT DISTINCT arrival FROM stories JOIN submissions USING (arrival)"
                                 " WHERE (number = ?1 OR follows = ?1) AND state IN ('read', 'pending')",
                                 number);
         row.next();)
        all.push_back(row.number(0));
    return all;
}

constexpr char again[] = "UPDATE submissions SET state = 'pending', attempts = 0 WHERE arrival = ?";

}  // namespace

void Store::put_back(const StoryId& id, const std::string& cut, const std::string& coder, std::int64_t now_ms) {
    Transaction change(impl_->db);
    for (auto arrival : arrivals_behind(*impl_, id)) {
        impl_->db.run("INSERT OR IGNORE INTO put_backs VALUES (?, ?, ?, ?)", arrival, cut, coder, now_ms);
        impl_->db.run(again, arrival);
    }
    change.commit();
}

void Store::cut_again(const StoryId& id) {
    Transaction change(impl_->db);
    for (auto arrival : arrivals_behind(*impl_, id)) {
        impl_->db.run("DELETE FROM put_backs WHERE arrival = ?", arrival);
        impl_->db.run(again, arrival);
    }
    change.commit();
}

bool Store::put_back(const StoryId& id) {
    return impl_->db
        .ask("SELECT 1 FROM put_backs JOIN stories USING (arrival) WHERE number = ?1 OR follows = ?1",
             impl_->number_of(id))
        .next();
}

}  // namespace tangible

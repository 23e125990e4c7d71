// Submissions: stored as a whole before anything reads them, then read or parked.
//
// put() has three outcomes. New bytes are stored with a fresh reference. Bytes (or a sender's key) that are there
// already give the earlier reference, and may narrow the consent of that story. Bytes that were withdrawn give a
// receipt that says so, and are not stored. A withdrawn submission is recognised by the HMAC of its SHA-256, which says
// nothing about its words to anybody without the store's secret.
#include "schemas/store/arrivals/arrivals.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/limit_text.h"
#include "schemas/shapes/json_drafts.h"
#include "schemas/store/common/store_impl.h"
#include <numeric>
#include <set>
#include <sodium.h>

namespace tangible {
namespace {

constexpr std::size_t max_bytes = 32u << 20;
/// Kept free for erasures, which have to write before they can delete.
constexpr std::uintmax_t spare_bytes = 64u << 20;

void check(const Submission& s) {
    if (s.bytes.size() > max_bytes)
        throw Error(ErrorKind::usage, "the submission is larger than the store accepts (" + in_bytes(max_bytes) + ")",
                    "send it in parts");
    if (s.id != sha256_hex(s.bytes))
        throw Error(ErrorKind::usage, "the id of a submission must be the SHA-256 of its bytes");
}

}  // namespace

void check_room(const std::filesystem::path& dir, std::uintmax_t bytes) {
    std::error_code failed;
    const auto space = std::filesystem::space(dir, failed);
    if (!failed && space.available < spare_bytes + bytes)
        throw Error(ErrorKind::temporary, "the disk is nearly full", "free some space on the disk of the data folder");
}

/// Returns the hash of a key that the sender chose (a form's token, a Message-ID); "" for the default key, which is the
/// id and recognised by its digest.
std::string StoreImpl::key_hash(const Submission& s) const {
    return s.key.empty() || s.key == s.id ? "" : sha256_hex(digest("key " + s.key));
}

// References have 40 random bits, so after about a million stories two would be likely to be equal: hence the look-up.
StoryId StoreImpl::fresh_reference() {
    for (;;) {
        std::uint64_t random;
        randombytes_buf(&random, sizeof random);
        auto id = make_story_id(random);
        if (!db.ask("SELECT 1 FROM stories WHERE reference = ?", id).next()) return id;
    }
}

std::optional<Receipt> StoreImpl::receipt_of_earlier(const std::string& digest, const std::string& key) {
    auto row =
        db.ask("SELECT reference, state IN ('erasing', 'withdrawn') FROM submissions JOIN stories USING (arrival)"
               " WHERE ordinal = 0 AND (digest = ?1 OR key_hash = NULLIF(?2, '')) ORDER BY digest <> ?1 LIMIT 1",
               Blob{digest}, key);
    if (!row.next()) return std::nullopt;
    return Receipt{row.text(0), false, row.number(1) == 1, false};
}

// ---- consent that is narrowed by a later arrival ----

Uses StoreImpl::as_narrowed(std::int64_t arrival, Uses uses) {
    auto row = db.ask("SELECT at_most FROM submissions WHERE arrival = ? AND at_most IS NOT NULL", arrival);
    return row.next() ? uses & uses_from(row.text(0)) : uses;
}

std::vector<std::pair<std::int64_t, Uses>> StoreImpl::narrowed_stories(std::int64_t arrival, Uses at_most) {
    std::vector<std::pair<std::int64_t, Uses>> all;
    auto row = db.ask("WITH first AS (SELECT coalesce(copy_of, number) AS number FROM stories WHERE arrival = ?)"
                      " SELECT number, chosen FROM stories WHERE follows IS NULL"
                      " AND (arrival = ?1 OR number IN first OR copy_of IN first)",
                      arrival);
    while (row.next()) {
        const auto uses = uses_from(row.text(1)), left = uses & at_most;
        if (left != uses) all.emplace_back(row.number(0), left);
    }
    return all;
}

bool StoreImpl::is_wider(const StoryId& first, const Consent& later) {
    const auto uses = closed(later.uses);
    auto row =
        db.ask("SELECT arrival, details, state IN ('pending', 'parked') FROM stories JOIN originals USING (arrival)"
               " JOIN submissions USING (arrival) WHERE reference = ?",
               first);
    if (!row.next()) return false;
    const auto arrival = row.number(0);
    if (!narrowed_stories(arrival, uses).empty()) return true;
    if (row.number(2) == 0) return false;
    // Not read yet: what the bytes themselves allow is unknown, so what came beside them decides (form or batch).
    const auto said = details_from_json(row.text(1)).consent;
    const auto allowed = as_narrowed(arrival, closed(said ? said->uses : unasked(0).uses));
    return (allowed & uses) != allowed;
}

void StoreImpl::narrow(const StoryId& first, const Consent& later, Channel channel) {
    const auto uses = closed(later.uses);
    auto row = db.ask("SELECT arrival, coalesce(at_most, 'none') FROM stories JOIN submissions USING (arrival)"
                      " WHERE reference = ?",
                      first);
    if (!row.next()) return;
    const auto arrival = row.number(0);
    db.run("UPDATE submissions SET at_most = ? WHERE arrival = ?",
           to_string(row.text(1) == "none" ? uses : uses & uses_from(row.text(1))), arrival);
    for (const auto& [story, left] : narrowed_stories(arrival, uses))
        choose(story, {later.wording, left, later.given_ms}, giving_of(channel));
}

// In order: check, look for an earlier submission (and narrow its consent), store state, bytes and reference.
Receipt StoreImpl::put(const Submission& s) {
    check(s);
    const auto digest_of_id = digest(s.id), key = key_hash(s);
    if (auto earlier = receipt_of_earlier(digest_of_id, key)) {
        const auto& consent = s.details.consent;
        earlier->narrowed = consent && !earlier->withdrawn && is_wider(earlier->reference, *consent);
        if (consent && !earlier->withdrawn) narrow(earlier->reference, *consent, s.channel);
        return *earlier;
    }
    db.run("INSERT INTO submissions (digest, key_hash, state) VALUES (?, NULLIF(?, ''), 'pending')", Blob{digest_of_id},
           key);
    const auto arrival = db.last_number();
    db.run("INSERT INTO originals VALUES (?, ?, ?, ?, ?, ?, ?, ?)", arrival, s.id, name(s.channel), s.media_type,
           s.filename, s.received_ms, to_json(s.details), Blob{s.bytes});
    Receipt receipt{fresh_reference(), true, false};
    db.run("INSERT INTO stories (reference, arrival, ordinal) VALUES (?, ?, 0)", receipt.reference, arrival);
    return receipt;
}

std::vector<Receipt> Arrivals::put(const std::vector<Submission>& all) {
    check_room(impl_->data_dir, std::accumulate(all.begin(), all.end(), std::uintmax_t{0},
                                                [](auto sum, const auto& s) { return sum + s.bytes.size(); }));
    Transaction change(impl_->db);
    std::vector<Receipt> receipts;
    for (const auto& s : all) receipts.push_back(impl_->put(s));
    change.commit();
    return receipts;
}

std::optional<Receipt> Arrivals::earlier(const Submission& s) {
    auto earlier = impl_->receipt_of_earlier(impl_->digest(s.id), impl_->key_hash(s));
    if (earlier && !earlier->withdrawn && s.details.consent)
        earlier->narrowed = impl_->is_wider(earlier->reference, *s.details.consent);
    return earlier;
}

Receipt Arrivals::put(const Submission& s) { return put(s, {}); }

Receipt Arrivals::put(const Submission& s, std::string_view token) {
    check_room(impl_->data_dir, s.bytes.size());
    Transaction change(impl_->db);
    auto receipt = impl_->put(s);
    if (receipt.is_new && !token.empty())
        impl_->db.run("INSERT INTO links VALUES (?, ?)", sha256_hex(token), impl_->number_of(receipt.reference));
    change.commit();
    return receipt;
}

// ---- reading ----

// Asks for the oldest and the newest, at most `limit` of each, and takes one of each in turn until there are as many as
// the oldest alone. Where the two lists overlap, each submission is taken once.
std::vector<Pending> Arrivals::pending(std::size_t limit, Pace pace) {
    const auto most = static_cast<std::int64_t>(limit);
    auto rows = impl_->db.ask(
        "WITH due AS NOT MATERIALIZED (SELECT id, reference, attempts, arrival FROM submissions"
        " JOIN originals USING (arrival) JOIN stories USING (arrival) WHERE state = 'pending' AND ordinal = 0"
        " AND ?1 IN (0, CASE WHEN attempts > 0 THEN 3 WHEN length(bytes) > 65536 THEN 2 ELSE 1 END))"
        " SELECT * FROM (SELECT *, 0 FROM due ORDER BY arrival LIMIT ?2)"
        " UNION ALL SELECT * FROM (SELECT *, 1 FROM due ORDER BY arrival DESC LIMIT ?3)",
        static_cast<std::int64_t>(pace), most, pace == Pace::any ? 0 : most);
    std::vector<Pending> oldest, newest;
    while (rows.next())
        (rows.number(4) ? newest : oldest).push_back({rows.text(0), rows.text(1), static_cast<int>(rows.number(2))});
    if (pace == Pace::any) return oldest;
    std::vector<Pending> by_turns;
    std::set<std::string> taken;
    for (std::size_t i = 0; by_turns.size() < oldest.size(); ++i)
        for (const auto* one : {&oldest[i], &newest[i]})
            if (by_turns.size() < oldest.size() && taken.insert(one->submission).second) by_turns.push_back(*one);
    return by_turns;
}

Submission Arrivals::submission(const std::string& id) {
    auto arrival = impl_->arrival_of(id);
    if (!arrival) throw Error(ErrorKind::not_found, "there is no such submission");
    auto row = impl_->db.ask(
        "SELECT channel, media_type, filename, received_ms, details, bytes FROM originals WHERE arrival = ?", *arrival);
    if (!row.next()) throw Error(ErrorKind::not_found, "there is no such submission");
    Submission found{id,          channel_named(row.text(0)),     row.text(1), row.text(2), row.number(3),
                     row.text(5), details_from_json(row.text(4)), id,          {}};
    for (auto cut = impl_->db.ask("SELECT cut FROM put_backs WHERE arrival = ? ORDER BY cut", *arrival); cut.next();)
        found.put_back.push_back(cut.text(0));
    return found;
}

void Arrivals::count_attempt(const std::string& submission) {
    Transaction change(impl_->db);
    const auto arrival = impl_->arrival_of(submission);
    if (arrival) impl_->db.run("UPDATE submissions SET attempts = attempts + 1 WHERE arrival = ?", *arrival);
    change.commit();
}

}  // namespace tangible

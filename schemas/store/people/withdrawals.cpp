// Withdrawal, in two steps. hide() is one commit: from then on no page shows the story. erase() then deletes its words
// from the rows, from SQLite's log and from unused space of the file. erase() may be killed anywhere; the state
// 'erasing' stays, and the next call begins it again. 'withdrawn' means that the words are gone.
#include "schemas/ground/clock.h"
#include "schemas/store/common/store_impl.h"
#include "schemas/store/people/tellers.h"
#include <algorithm>

namespace tangible {
namespace {

/// Deletes all that people wrote, said or decided about the submissions, or in the complaints, in state 'erasing'.
/// Models go as a whole, since they may have been learned from these stories. Rows that only count and mark stay; they
/// say nothing of the words.
constexpr Sql erasures[] = {
    "DELETE FROM decisions WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state = "
    "'erasing')",
    "DELETE FROM read_through WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state "
    "= 'erasing')",
    "DELETE FROM consents WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state = "
    "'erasing')",
    "UPDATE consent_events SET wording = '' WHERE wording NOT IN (SELECT id FROM wordings)"
    " AND story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state = 'erasing')",
    "DELETE FROM corrections WHERE arrival IN (SELECT arrival FROM submissions WHERE state = 'erasing')",
    "DELETE FROM redactions WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state = "
    "'erasing')",
    "UPDATE moderations SET note = '' WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) "
    "WHERE "
    "state = 'erasing')",
    "DELETE FROM texts WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state = "
    "'erasing')",
    "DELETE FROM transcripts WHERE arrival IN (SELECT arrival FROM submissions WHERE state = 'erasing')",
    "DELETE FROM put_backs WHERE arrival IN (SELECT arrival FROM submissions WHERE state = 'erasing')",
    "UPDATE acknowledgements SET addr = '', message_id = '', addr_digest = NULL,"
    " because = CASE state WHEN 'due' THEN 'withdrawn' ELSE because END,"
    " state = CASE state WHEN 'due' THEN 'none' ELSE state END"
    " WHERE arrival IN (SELECT arrival FROM submissions WHERE state = 'erasing')",
    "DELETE FROM models WHERE EXISTS (SELECT 1 FROM submissions WHERE state = 'erasing')",
    "DELETE FROM parkings WHERE arrival IN (SELECT arrival FROM submissions WHERE state = 'erasing')",
    "DELETE FROM originals WHERE arrival IN (SELECT arrival FROM submissions WHERE state = 'erasing')",
    "DELETE FROM complaint_words WHERE complaint IN (SELECT number FROM complaints WHERE state = 'erasing')",
    "DELETE FROM complaint_notes WHERE noted IN (SELECT noted FROM complaint_steps JOIN complaints ON complaint = "
    "number WHERE state = 'erasing')",
};

}  // namespace

Revision Tellers::withdraw(const StoryId& id, const Giving& giving) {
    const auto now = impl_->hide(id, giving);
    impl_->finish_withdrawals();
    return now;
}

void Tellers::finish_withdrawals() { impl_->finish_withdrawals(); }

void StoreImpl::finish_withdrawals() {
    const bool withdrawn = db.ask("SELECT 1 FROM submissions WHERE state = 'erasing' UNION ALL SELECT 1 FROM complaints"
                                  " WHERE state = 'erasing' LIMIT 1")
                               .next();
    if (withdrawn) erase();
}

// Redactions and decisions about an addition's words stand under the story that it was added to. Words that another
// addition, open or not, or an earlier version of the story says as well stay decided about.
void StoreImpl::forget_addition(std::int64_t addition, std::int64_t story) {
    rewritten(story);
    const auto whole = judged_text(story);
    auto row = db.ask("SELECT text FROM texts WHERE story = ?", addition);
    if (!whole || !row.next()) return;
    const auto words = row.text(0);
    std::vector<std::string> others{*whole};
    auto more = db.ask("SELECT text FROM texts JOIN stories ON story = number WHERE follows = ?1 AND number <> ?2"
                       " UNION ALL SELECT c.text FROM corrections c JOIN stories s USING (arrival, ordinal) WHERE"
                       " s.number = ?1",
                       story, addition);
    while (more.next()) others.push_back(more.text(0));
    const auto only_there = [&](const std::string& said) {
        return words.find(said) != words.npos &&
               std::ranges::none_of(others, [&](const std::string& o) { return o.find(said) != o.npos; });
    };
    for (const auto& r : redactions_of(story))
        if (r.field == StoryField::text && only_there(r.words))
            db.run("DELETE FROM redactions WHERE number = ?", r.number);
    std::vector<std::int64_t> decisions;
    for (auto d = db.ask("SELECT noted, quote FROM decisions WHERE story = ?", story); d.next();)
        if (only_there(d.text(1))) decisions.push_back(d.number(0));
    for (const auto noted : decisions) db.run("DELETE FROM decisions WHERE noted = ?", noted);
}

Revision StoreImpl::hide(const StoryId& id, const Giving& giving) {
    Transaction change(db);
    const auto story = number_of(id);
    // Which submissions go: the story's own, those of additions to any of its stories, and those that a person marked
    // as copies or originals of them, and so on until no more are found.
    db.run(
        "WITH RECURSIVE own(number) AS (SELECT number FROM stories WHERE arrival = (SELECT arrival FROM stories WHERE"
        " number = ?) UNION SELECT s.number FROM stories s JOIN own ON s.follows = own.number OR s.copy_of = own.number"
        " OR s.number = (SELECT copy_of FROM stories WHERE number = own.number))"
        " UPDATE submissions SET state = 'erasing' WHERE state <> 'withdrawn'"
        " AND arrival IN (SELECT arrival FROM stories JOIN own USING (number))",
        story);
    const auto at_ms = now_ms();
    std::vector<std::pair<std::int64_t, std::int64_t>> hidden;  // story, and the story that it was an addition to or 0
    for (auto row = db.ask("SELECT number, coalesce(follows, 0) FROM stories JOIN submissions USING (arrival)"
                           " WHERE state = 'erasing'");
         row.next();)
        hidden.push_back({row.number(0), row.number(1)});
    for (auto [number, followed] : hidden) {
        const auto judged = followed ? judged_text(followed) : std::nullopt;
        if (auto row = db.ask("SELECT chosen, wording FROM stories WHERE number = ?", number); row.next())
            note_answers(number, uses_from(row.text(0)), row.text(1), {row.text(1), {}, at_ms}, giving, Answer::given);
        db.run("UPDATE stories SET live = 0, follows = NULL, joined = NULL, copy_of = NULL, uses = '', chosen = '', "
               "flagged = 0, wording = '', "
               "given_ms = 0,"
               " came = 0, opened = 0, opened_ms = 0"
               " WHERE number = ?",
               number);
        touch(number);
        if (followed) carry_judgements(followed, judged), forget_addition(number, followed), touch(followed);
    }
    const auto now = revision();
    db.run("INSERT OR IGNORE INTO withdrawals (arrival, asked_ms, revision) SELECT arrival, ?, ? FROM submissions WHERE"
           " state = 'erasing'",
           at_ms, now);
    change.commit();
    return now;
}

// Under one lock: delete the rows, empty the log, write the file anew if unused space still holds words, and only then
// say that all is erased.
void StoreImpl::erase() {
    const auto turn = db.writers_turn();
    Transaction words(db, turn);
    for (const auto& sql : erasures) db.run(sql);
    words.commit();
    // From here on no row contains the words. The log and unused space may.
    if (!db.empty_log()) return;  // readers are in the way: the next call tries again
    if (db.has_stale_words()) {
        db.rewrite();
        if (!db.empty_log()) return;
    }
    // From here on the words are gone.
    Transaction done(db, turn);
    db.run("UPDATE withdrawals SET erased_ms = ? WHERE arrival IN (SELECT arrival FROM submissions WHERE state ="
           " 'erasing')",
           now_ms());
    db.run("UPDATE submissions SET state = 'withdrawn' WHERE state = 'erasing'");
    db.run("UPDATE complaints SET state = 'erased' WHERE state = 'erasing'");
    db.run("DELETE FROM settings WHERE name = 'words_to_erase'");
    done.commit();
}

std::optional<Withdrawal> Tellers::withdrawal(const StoryId& id) {
    auto row = impl_->db.ask("SELECT asked_ms, erased_ms, index_ms FROM withdrawals JOIN stories USING (arrival)"
                             " WHERE reference = ?",
                             id);
    if (!row.next()) return std::nullopt;
    return Withdrawal{row.number(0), row.number(1), row.number(2)};
}

// A withdrawal may come while the index is being compacted, hence the revisions: what came later is not erased yet.
void Tellers::want_index_erased() {
    Transaction change(impl_->db);
    impl_->set("index_to_compact", std::to_string(impl_->revision()));
    change.commit();
}

bool Tellers::index_erasure_due(Revision at) {
    return impl_->db
        .ask("SELECT 1 FROM settings WHERE name = 'index_to_compact' AND value <> ''"
             " AND CAST(value AS INTEGER) <= ?",
             at)
        .next();
}

void Tellers::note_index_erased(Revision at, std::int64_t now_ms) {
    Transaction change(impl_->db);
    impl_->db.run("DELETE FROM settings WHERE name = 'index_to_compact' AND CAST(value AS INTEGER) <= ?", at);
    impl_->db.run("UPDATE withdrawals SET index_ms = ? WHERE index_ms = 0 AND erased_ms > 0 AND revision <= ?", now_ms,
                  at);
    change.commit();
}

}  // namespace tangible

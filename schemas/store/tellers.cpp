// What tellers can do: see where their story stands, choose how it may be used, withdraw it.
//
// A withdrawal has two steps. hide() is one commit: from then on no page shows the story. erase() then deletes its
// words from the rows, from SQLite's log and from unused space of the file. erase() may be killed anywhere; the state
// 'erasing' stays, and the next call begins it again. 'withdrawn' means that the words are gone.
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include "schemas/store/store_impl.h"

namespace tangible {
namespace {

const Rejection replaced{"replaced", "When we read this submission again, it was no longer a separate story."};

/// Reads a row of the view `standings`. "replaced" is what remains when no state but 'read' and no live story is left.
Standing standing_in(Rows row) {
    using State = Standing::State;
    if (!row.next()) return {};
    Standing s{State::parked, row.text(0), row.number(3), {}};
    const auto state = row.text(1);
    if (state == "erasing" || state == "withdrawn")
        s.state = State::withdrawn,
        s.rejection = row.text(4) == "dropped" ? Rejection{"dropped", row.text(5)} : Rejection{};
    else if (row.number(2))
        s.state = State::story;
    else if (state == "pending")
        s.state = State::pending;
    else
        s.rejection = state == "parked" ? Rejection{row.text(4), row.text(5)} : replaced;
    return s;
}

/// Deletes all that people wrote, said or decided about the submissions in state 'erasing'. Models go as a whole, since
/// they may have been learned from these stories. Rows that only count and mark stay; they say nothing of the words.
constexpr Sql erasures[] = {
    "DELETE FROM decisions WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state = "
    "'erasing')",
    "DELETE FROM read_through WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state "
    "= 'erasing')",
    "DELETE FROM consents WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state = "
    "'erasing')",
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
};

}  // namespace

Standing Tellers::standing_of(const StoryId& id) {
    return standing_in(impl_->db.ask(
        "SELECT reference, state, live, received_ms, reason, detail FROM standings WHERE reference = ?", id));
}

Standing Tellers::standing(std::string_view token) {
    return standing_in(impl_->db.ask("SELECT reference, state, live, received_ms, reason, detail FROM standings"
                                     " WHERE number = (SELECT story FROM links WHERE token_hash = ?)",
                                     sha256_hex(token)));
}

// Records the choice, and applies it. A story that closes to the team takes all models with it.
void StoreImpl::choose(std::int64_t story, const Consent& consent) {
    const auto uses = to_string(consent.uses);
    const auto before = open_to(story);
    db.run("INSERT INTO consents VALUES (NULL, ?, ?, ?, ?)", story, uses, consent.wording, consent.given_ms);
    db.run("UPDATE stories SET chosen = ?, wording = ?, given_ms = ? WHERE number = ?", uses, consent.wording,
           consent.given_ms, story);
    enforce(story);
    if (!consent.uses.has(Use::team)) db.run("DELETE FROM models");
    touch(story);
    note_opened(story, before);
}

Revision Tellers::set_consent(const StoryId& id, const Consent& consent) {
    Transaction change(impl_->db);
    const auto story = impl_->number_of(id);
    if (standing_of(id).state == Standing::State::withdrawn)
        throw Error(ErrorKind::refused, "story " + id + " was withdrawn");
    impl_->choose(story, consent);
    const auto now = impl_->revision();
    change.commit();
    return now;
}

// ---- withdrawal ----

Revision Tellers::withdraw(const StoryId& id) {
    const auto now = impl_->hide(id);
    impl_->finish_withdrawals();
    return now;
}

void Tellers::finish_withdrawals() { impl_->finish_withdrawals(); }

void StoreImpl::finish_withdrawals() {
    if (db.ask("SELECT 1 FROM submissions WHERE state = 'erasing' LIMIT 1").next()) erase();
}

// Redactions and decisions about an addition's words stand under the story that it was added to.
void StoreImpl::forget_addition(std::int64_t addition, std::int64_t story) {
    db.run("DELETE FROM redactions WHERE story = ?1 AND instr((SELECT text FROM texts WHERE story = ?2), words)"
           " AND NOT coalesce(instr((SELECT text FROM texts WHERE story = ?1), words), 0)",
           story, addition);
    db.run("DELETE FROM decisions WHERE story = ?1 AND instr((SELECT text FROM texts WHERE story = ?2), quote)"
           " AND NOT coalesce(instr((SELECT text FROM texts WHERE story = ?1), quote), 0)",
           story, addition);
    rewritten(story);
}

Revision StoreImpl::hide(const StoryId& id) {
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
    std::vector<std::pair<std::int64_t, std::int64_t>> hidden;  // story, and the story that it was an addition to or 0
    for (auto row = db.ask("SELECT number, coalesce(follows, 0) FROM stories JOIN submissions USING (arrival)"
                           " WHERE state = 'erasing'");
         row.next();)
        hidden.push_back({row.number(0), row.number(1)});
    for (auto [number, followed] : hidden) {
        if (followed) forget_addition(number, followed);
        db.run("UPDATE stories SET live = 0, follows = NULL, joined = NULL, copy_of = NULL, uses = '', chosen = '', "
               "flagged = 0, wording = '', "
               "given_ms = 0,"
               " came = 0, opened = 0, opened_ms = 0"
               " WHERE number = ?",
               number);
        touch(number);
        if (followed) touch(followed);
    }
    const auto now = revision();
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
    db.run("UPDATE submissions SET state = 'withdrawn' WHERE state = 'erasing'");
    done.commit();
}

}  // namespace tangible

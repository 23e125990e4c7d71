// The teller's door: where a story stands, how it may be used, and the way back out.
// A withdrawal is one commit that hides, then an erasure that may be killed anywhere and is finished by the next call.
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include "schemas/store/store_impl.h"

namespace tangible {
namespace {

const Rejection replaced{"replaced", "When we read this submission again, it was no longer a separate story."};

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

/// The words of people: what an erasure deletes of the submissions that are being erased.
constexpr Sql erasures[] = {
    "DELETE FROM decisions WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state = "
    "'erasing')",
    "DELETE FROM read_through WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state "
    "= 'erasing')",
    "DELETE FROM consents WHERE story IN (SELECT number FROM stories JOIN submissions USING (arrival) WHERE state = "
    "'erasing')",
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

void StoreImpl::choose(std::int64_t story, const Consent& consent) {
    const auto uses = to_string(consent.uses);
    const auto before = open_to(story);
    db.run("INSERT INTO consents VALUES (NULL, ?, ?, ?, ?)", story, uses, consent.wording, consent.given_ms);
    db.run("UPDATE stories SET uses = ?, wording = ?, given_ms = ? WHERE number = ?", uses, consent.wording,
           consent.given_ms, story);
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

Revision StoreImpl::hide(const StoryId& id) {
    Transaction change(db);
    const auto story = number_of(id);
    // The submission's own stories, their follow-ups, and what a person found to be the same story.
    db.run(
        "WITH RECURSIVE own(number) AS (SELECT number FROM stories WHERE arrival = (SELECT arrival FROM stories WHERE"
        " number = ?) UNION SELECT s.number FROM stories s JOIN own ON s.follows = own.number OR s.copy_of = own.number"
        " OR s.number = (SELECT copy_of FROM stories WHERE number = own.number))"
        " UPDATE submissions SET state = 'erasing' WHERE state <> 'withdrawn'"
        " AND arrival IN (SELECT arrival FROM stories JOIN own USING (number))",
        story);
    std::vector<std::pair<std::int64_t, std::int64_t>> hidden;  // and the story that each followed, or 0
    for (auto row = db.ask("SELECT number, coalesce(follows, 0) FROM stories JOIN submissions USING (arrival)"
                           " WHERE state = 'erasing'");
         row.next();)
        hidden.push_back({row.number(0), row.number(1)});
    for (auto [number, followed] : hidden) {
        db.run("UPDATE stories SET live = 0, follows = NULL, joined = NULL, copy_of = NULL, uses = '', wording = '', "
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

void StoreImpl::erase() {
    const auto turn = db.writers_turn();
    Transaction words(db, turn);
    for (const auto& sql : erasures) db.run(sql);
    words.commit();
    // From here on no row holds the words.  The log and unused space may.
    if (!db.empty_log()) return;
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

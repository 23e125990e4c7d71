// What tellers see of their story's standing, and what they choose. Every answer about a use goes into the consent
// record by StoreImpl::note_answers(), whichever way it came.
#include "schemas/store/people/tellers.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/common/store_impl.h"

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

}  // namespace

Standing Tellers::standing_of(const StoryId& id) {
    return standing_in(impl_->db.ask(
        "SELECT reference, state, live, received_ms, reason, detail FROM standings WHERE reference = ?", id));
}

bool Tellers::has_link(const StoryId& id) {
    return impl_->db
        .ask("SELECT 1 FROM links WHERE story = (SELECT number FROM stories WHERE reference = ?) LIMIT 1", id)
        .next();
}

Standing Tellers::standing(std::string_view token) {
    return standing_in(impl_->db.ask("SELECT reference, state, live, received_ms, reason, detail FROM standings"
                                     " WHERE number = (SELECT story FROM links WHERE token_hash = ?)",
                                     sha256_hex(token)));
}

// ---- consent ----

Giving giving_of(Channel channel) {
    switch (channel) {
    case Channel::form:
        return {Giver::teller, Way::form, ""};
    case Channel::mail:
        return {Giver::teller, Way::mail, ""};
    case Channel::batch:
        return {Giver::staff, Way::batch, ""};
    case Channel::upload:
        break;
    }
    return {Giver::teller, Way::program, ""};
}

// An answer is noted when it differs from the one before, or when the teller saw other words. `yes` is what the uses
// mean that now apply: nobody may have been asked.
void StoreImpl::note_answers(std::int64_t story, Uses before, const std::string& wording_before, const Consent& now,
                             const Giving& giving, Answer yes) {
    const bool asked = !now.wording.empty(), asked_anew = asked && now.wording != wording_before;
    for (Use use : all_uses) {
        const bool was = before.has(use), is = now.uses.has(use);
        if (use == Use::own || (was == is && !asked_anew)) continue;
        const auto answer = is ? yes : was ? Answer::withdrawn : Answer::refused;
        db.run("INSERT INTO consent_events VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", story, name(use), name(answer),
               now.wording, now.given_ms, now_ms(), name(giving.by), name(giving.how), giving.who);
    }
}

void StoreImpl::note_arrival(std::int64_t story, const Story& s) {
    if (db.ask("SELECT 1 FROM consent_events WHERE story = ? LIMIT 1", story).next()) return;
    auto row = db.ask("SELECT chosen FROM stories WHERE number = ?", story);
    if (!row.next()) return;
    const bool was_asked = s.consent != unasked(s.received_ms);
    auto giving = giving_of(s.channel);
    if (s.told_by == "helper") giving.by = Giver::helper;
    note_answers(story, {}, "", {s.consent.wording, uses_from(row.text(0)), s.consent.given_ms}, giving,
                 was_asked ? Answer::given : Answer::unasked);
}

// Records the choice, and applies it. A story that closes to the team takes all models with it.
void StoreImpl::choose(std::int64_t story, const Consent& consent, const Giving& giving) {
    const auto uses = to_string(consent.uses);
    const auto before = open_to(story);
    if (auto row = db.ask("SELECT chosen, wording FROM stories WHERE number = ?", story); row.next())
        note_answers(story, uses_from(row.text(0)), row.text(1), consent, giving, Answer::given);
    db.run("INSERT INTO consents VALUES (NULL, ?, ?, ?, ?)", story, uses, consent.wording, consent.given_ms);
    db.run("UPDATE stories SET chosen = ?, wording = ?, given_ms = ? WHERE number = ?", uses, consent.wording,
           consent.given_ms, story);
    enforce(story);
    if (!consent.uses.has(Use::team)) db.run("DELETE FROM models");
    touch(story);
    note_opened(story, before);
}

Revision Tellers::set_consent(const StoryId& id, const Consent& consent, const Giving& giving) {
    Transaction change(impl_->db);
    const auto story = impl_->number_of(id);
    if (standing_of(id).state == Standing::State::withdrawn)
        throw Error(ErrorKind::refused, "story " + id + " was withdrawn");
    impl_->choose(story, consent, giving);
    const auto now = impl_->revision();
    change.commit();
    return now;
}

std::vector<ConsentEvent> Tellers::consent_events(const StoryId& id) {
    std::vector<ConsentEvent> all;
    auto row = impl_->db.ask("SELECT use, state, wording, said_ms, noted_ms, by, how, who FROM consent_events"
                             " WHERE story = ? ORDER BY noted",
                             impl_->number_of(id));
    while (row.next())
        all.push_back({use_named(row.text(0)),
                       answer_named(row.text(1)),
                       row.text(2),
                       row.number(3),
                       row.number(4),
                       {giver_named(row.text(5)), way_named(row.text(6)), row.text(7)}});
    return all;
}

void Tellers::note_wording(const Wording& w) {
    const auto known = wording(w.id);
    if (known && known->text != w.text)
        throw Error(ErrorKind::bad_schema, "the words of the form '" + w.id + "' have changed since tellers saw them",
                    "give the form another id, such as " + w.id.substr(0, w.id.rfind('/')) + "/N");
    if (known) return;
    Transaction change(impl_->db);
    impl_->db.run("INSERT OR IGNORE INTO wordings VALUES (?, ?, ?, ?)", w.id, w.language, sha256_hex(w.text), w.text);
    change.commit();
}

std::optional<Wording> Tellers::wording(const std::string& id) {
    auto row = impl_->db.ask("SELECT id, language, text FROM wordings WHERE id = ?", id);
    if (!row.next()) return std::nullopt;
    return Wording{row.text(0), row.text(1), row.text(2)};
}

}  // namespace tangible

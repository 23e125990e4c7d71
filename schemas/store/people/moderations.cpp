// Moderation. Two functions of StoreImpl carry its effects to the rest of the store: enforce() computes the uses in
// force, which everything else asks, and redacted() applies redactions to a story that is about to leave the store.
//
// The record keeps ids and acts for ever. Words of people (notes, redacted words) go when the story is erased.
#include "schemas/store/people/moderations.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/shapes/moderation.h"
#include "schemas/store/common/columns.h"
#include "schemas/store/common/store_impl.h"
#include <algorithm>
#include <map>
#include <set>

namespace tangible {
namespace {

/// The state that follows an act; nullopt when the act changes no state.
std::optional<Moderation> state_after(Act act) {
    switch (act) {
    case Act::pass:
    case Act::agree:
        return Moderation::passed;
    case Act::keep:
        return Moderation::kept;
    case Act::ask:
        return Moderation::asked;
    case Act::reopen:
    case Act::object:
    case Act::rewritten:
        return Moderation::waiting;
    default:
        return std::nullopt;
    }
}

/// Takes a detail out of the story; does nothing for text and title, which have other words in their place.
void hide_detail(Story& story, StoryField field) {
    if (field == StoryField::year) story.year = 0;
    if (field == StoryField::place) story.place.clear();
    if (field == StoryField::role) story.role.clear();
    // The kinds of partners often come from the partnership, and lead back to it.
    if (field == StoryField::partnership) story.partnership.clear(), story.partners.clear();
}

}  // namespace

Moderation StoreImpl::moderation_of(std::int64_t story) {
    auto row = db.ask("SELECT moderation FROM stories WHERE number = ?", story);
    return row.next() ? moderation_named(row.text(0)) : Moderation::waiting;
}

// Every change of `chosen` or `moderation` ends here, so that no other place decides what is in force.
void StoreImpl::enforce(std::int64_t story) {
    auto row = db.ask("SELECT chosen, moderation FROM stories WHERE number = ?", story);
    if (!row.next()) return;
    const auto uses = in_force(uses_from(row.text(0)), moderation_named(row.text(1)));
    db.run("UPDATE stories SET uses = ? WHERE number = ?", to_string(uses), story);
}

void StoreImpl::record(std::int64_t story, const Moderated& m) {
    db.run("INSERT INTO moderations VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", story, name(m.act), m.reason, m.note, m.who,
           m.at_ms, m.act == Act::object ? digest_of_seen(story) : "");
}

std::vector<Redaction> StoreImpl::redactions_of(std::int64_t story) {
    std::vector<Redaction> all;
    auto row = db.ask("SELECT number, field, span_begin, span_end, words, instead, who, made_ms, instead IS"
                      " NULL FROM redactions WHERE story = ? ORDER BY field = 'text', span_begin, number",
                      story);
    while (row.next())
        all.push_back({row.number(0),
                       story_field_named(row.text(1)),
                       {static_cast<std::uint32_t>(row.number(2)), static_cast<std::uint32_t>(row.number(3))},
                       row.text(4),
                       row.number(8) == 1 ? std::nullopt : std::optional(row.text(5)),
                       row.text(6),
                       row.number(7)});
    return all;
}

void StoreImpl::put_redaction(std::int64_t story, const Redaction& r) {
    db.run("INSERT INTO redactions VALUES (NULL, ?, ?, ?, ?, ?, CASE WHEN ? THEN ? END, ?, ?)", story, name(r.field),
           r.span.begin, r.span.end, r.words, std::int64_t{r.instead.has_value()}, r.instead.value_or(""), r.who,
           r.at_ms);
}

void StoreImpl::redact(Story& story, std::int64_t number) {
    const auto all = redactions_of(number);
    if (all.empty()) return;
    const Redacted seen(story.text, all);
    story.map = seen.map(story.map);
    for (auto& addition : story.follow_ups) addition.span = seen.to_shown(addition.span);
    story.text = seen.text();
    for (const auto& r : all)
        if (r.instead) hide_detail(story, r.field);
    // What stands beside the text may repeat hidden words: such parts are left out as a whole, since they are known by
    // the hash of their words.
    const auto hidden = hidden_words(all);
    const auto repeats = [&](const std::string& words) {
        const auto lower = lower_ascii(words);
        return std::ranges::any_of(hidden,
                                   [&](const Redaction* r) { return lower.find(lower_ascii(r->words)) != lower.npos; });
    };
    std::erase_if(story.cuts, [&](const Cut& c) { return repeats(c.text); });
    std::erase_if(story.asides, [&](const Aside& a) { return repeats(a.text); });
    std::erase_if(story.attachments, [&](const Attachment& a) { return repeats(a.filename); });
    std::erase_if(story.problems, repeats);
    if (story.senders &&
        (repeats(story.senders->sender.name) || (story.senders->author && repeats(story.senders->author->name))))
        story.senders.reset();
    for (const auto& [field, words] : {std::pair{StoryField::place, &story.place}, {StoryField::role, &story.role}})
        if (without_hidden_words(*words, hidden) != *words) hide_detail(story, field);
    // Titles often repeat words of the text: a heading, a subject, the name of a file.
    const auto title =
        std::ranges::find_if(all, [](const Redaction& r) { return r.field == StoryField::title && r.instead; });
    story.title = title != all.end() ? *title->instead : without_hidden_words(story.title, hidden);
}

// Spans and quotes of decisions stand in the store as of the kept text. `redacted` are the stories that have hidden
// words, of those that the decisions may be about.
void StoreImpl::as_shown(std::vector<Decision>& decisions, Rows redacted) {
    std::map<StoryId, std::pair<std::string, Redacted>> texts;
    while (redacted.next())
        if (const auto kept = kept_story(redacted.text(0)))
            texts.emplace(kept->id, std::pair(kept->text, Redacted(kept->text, redactions_of(redacted.number(1)))));
    if (texts.empty()) return;
    for (auto& d : decisions) {
        const auto found = texts.find(d.story);
        if (found == texts.end()) continue;
        const auto& [kept, seen] = found->second;
        if (d.span.end > kept.size() || cut(kept, d.span) != d.quote) {
            d.quote.clear();  // of a text that is no more; what it quotes may have been redacted since
            continue;
        }
        d.span = seen.to_shown(d.span);
        d.quote = cut(seen.text(), d.span);
    }
}

Decision StoreImpl::as_kept(Decision d) {
    const auto kept = kept_story(d.story);
    if (!kept) return d;
    const Redacted seen(kept->text, redactions_of(number_of(d.story)));
    if (seen.changes_nothing() || d.span.end > seen.text().size() || cut(seen.text(), d.span) != d.quote) return d;
    d.span = seen.to_kept(d.span);
    d.quote = cut(kept->text, d.span);
    return d;
}

// ---- the queue ----

std::vector<Queued> Moderations::queue(Moderation state, std::size_t limit, std::size_t offset) {
    std::vector<Queued> all;
    auto row = impl_->db.ask("SELECT reference, received_ms, channel, flagged, urgent, labels FROM to_moderate WHERE"
                             " moderation = ? ORDER BY flagged DESC, urgent DESC, received_ms, number LIMIT ? OFFSET ?",
                             name(state), static_cast<std::int64_t>(limit), static_cast<std::int64_t>(offset));
    while (row.next())
        all.push_back({row.text(0), state, row.number(1), channel_named(row.text(2)), row.number(3) == 1,
                       row.number(4) == 1, strings_of(row.text(5))});
    return all;
}

std::optional<StoryId> Moderations::next_in_queue(Moderation state, const StoryId& after) {
    auto row = impl_->db.ask("SELECT reference FROM to_moderate WHERE moderation = ?1 AND reference <> ?2"
                             " ORDER BY (-flagged, -urgent, received_ms, number) > (SELECT -flagged, -urgent,"
                             " received_ms, number FROM to_moderate WHERE reference = ?2) DESC, flagged DESC,"
                             " urgent DESC, received_ms, number LIMIT 1",
                             name(state), after);
    return row.next() ? std::optional(row.text(0)) : std::nullopt;
}

std::size_t Moderations::queued(Moderation state) {
    auto row = impl_->db.ask("SELECT count(*) FROM to_moderate WHERE moderation = ?", name(state));
    return row.next() ? static_cast<std::size_t>(row.number(0)) : 0;
}

std::vector<StoryId> Moderations::without_signs(const std::string& edition, std::size_t limit) {
    std::vector<StoryId> all;
    auto row = impl_->db.ask("SELECT reference FROM stories LEFT JOIN signs ON story = number WHERE moderation IN "
                             "('waiting', 'asked', 'kept') AND live = 1 AND"
                             " coalesce(edition, '') <> ? ORDER BY number LIMIT ?",
                             edition, static_cast<std::int64_t>(limit));
    while (row.next()) all.push_back(row.text(0));
    return all;
}

void Moderations::put_signs(const StoryId& id, const Signs& signs, const std::string& edition) {
    Transaction change(impl_->db);
    impl_->db.run("INSERT OR REPLACE INTO signs SELECT number, ?, ?, ? FROM stories JOIN texts ON story = number"
                  " WHERE reference = ?",
                  column_of(signs.labels), std::int64_t{signs.urgent}, edition, id);
    change.commit();
}

// ---- acts ----

Revision Moderations::moderate(const StoryId& id, const Moderated& m) {
    Transaction change(impl_->db);
    const auto story = impl_->number_of(id);
    if (!impl_->db.ask("SELECT 1 FROM stories WHERE number = ? AND live = 1", story).next())
        throw Error(ErrorKind::not_found, "story " + id + " is not there any more");
    if ((m.act == Act::agree || m.act == Act::object) && impl_->moderation_of(story) != Moderation::asked)
        throw Error(ErrorKind::refused, "nobody asked about story " + id);
    if (m.act == Act::pass && impl_->moderation_of(story) == Moderation::asked)
        throw Error(ErrorKind::refused, "The teller was asked and has not answered",
                    "Wait for the answer, or put the story back into the queue first.");
    if (m.act == Act::pass && impl_->db.ask("SELECT 1 FROM stories WHERE number = ? AND flagged = 1", story).next())
        throw Error(ErrorKind::refused, "Somebody flagged this story, because a person may be in danger",
                    "Take the flag off first.");
    if (m.act == Act::pass && impl_->objected(story))
        throw Error(ErrorKind::refused, "The teller does not agree with what others would see",
                    "Change what others would see, or ask whether the teller agrees to something else.");
    impl_->record(story, m);
    if (m.act == Act::flag || m.act == Act::unflag)
        impl_->db.run("UPDATE stories SET flagged = ? WHERE number = ?", std::int64_t{m.act == Act::flag}, story);
    if (const auto state = state_after(m.act)) impl_->put_state(story, *state);
    const auto now = impl_->revision();
    change.commit();
    return now;
}

std::string StoreImpl::digest_of_seen(std::int64_t story) {
    auto row = db.ask("SELECT reference FROM stories WHERE number = ?", story);
    auto seen = row.next() ? kept_story(row.text(0)) : std::nullopt;
    if (!seen) return "";
    redact(*seen, story);
    return sha256_hex(all_words_in(*seen));
}

// Their answer counts until they agree, or others would see something else.
bool StoreImpl::objected(std::int64_t story) {
    auto row = db.ask("SELECT act, seen FROM moderations WHERE story = ? AND act IN ('object', 'agree') ORDER BY noted"
                      " DESC LIMIT 1",
                      story);
    return row.next() && act_named(row.text(0)) == Act::object && row.text(1) == digest_of_seen(story);
}

std::optional<std::string> Moderations::objection(const StoryId& id) {
    const auto story = impl_->number_of(id);
    if (!impl_->objected(story)) return std::nullopt;
    auto row = impl_->db.ask("SELECT note FROM moderations WHERE story = ? AND act = 'object' ORDER BY noted DESC"
                             " LIMIT 1",
                             story);
    return row.next() ? std::optional(row.text(0)) : std::nullopt;
}

void StoreImpl::put_state(std::int64_t story, Moderation state) {
    const auto before = open_to(story);
    db.run("UPDATE stories SET moderation = ? WHERE number = ?", name(state), story);
    enforce(story);
    touch(story);
    note_opened(story, before);
}

// A teller who was asked must not agree to words that no moderator has read. Where the collection asks for no
// moderation, somebody who hid words of the story must look at what has changed around them.
bool StoreImpl::is_open(std::int64_t story) {
    const auto state = moderation_of(story);
    const auto hides = [&] {
        return db.ask("SELECT 1 FROM redactions WHERE story = ? AND instead IS NOT NULL", story).next();
    };
    return state == Moderation::passed || state == Moderation::asked || (state == Moderation::free && hides());
}

void StoreImpl::rewritten(std::int64_t story) {
    if (!is_open(story)) return;
    record(story, {Act::rewritten, "", "", "program", now_ms()});
    put_state(story, Moderation::waiting);
}

// Nobody has looked at a text that comes for the first time, nor at what was an addition to another story. One that was
// parked meanwhile has lost its text and not what was decided about it, and must be looked at again if it was open.
void StoreImpl::note_reading(std::int64_t story, const Story& s) {
    const bool has_record = db.ask("SELECT 1 FROM moderations WHERE story = ?", story).next();
    const bool was_addition = db.ask("SELECT 1 FROM stories WHERE number = ? AND follows IS NOT NULL", story).next();
    if (!has_record && (was_addition || !has_text(story)))
        db.run("UPDATE stories SET moderation = ? WHERE number = ?", name(s.moderation), story);
    else if (!has_text(story, s))
        rewritten(story);
}

std::vector<Moderated> Moderations::moderated(const StoryId& id) {
    std::vector<Moderated> all;
    auto row = impl_->db.ask("SELECT act, reason, note, who, made_ms FROM moderations WHERE story ="
                             " (SELECT number FROM stories WHERE reference = ?) ORDER BY noted",
                             id);
    while (row.next()) all.push_back({act_named(row.text(0)), row.text(1), row.text(2), row.text(3), row.number(4)});
    return all;
}

bool Moderations::flagged(const StoryId& id) {
    return impl_->db.ask("SELECT 1 FROM stories WHERE reference = ? AND flagged = 1", id).next();
}

// ---- words ----

Revision Moderations::redact(const StoryId& id, const std::vector<Redaction>& all) {
    const auto refuse_decided = [] {
        throw Error(ErrorKind::usage, "somebody has decided about these words already", "undo that decision first");
    };
    Transaction change(impl_->db);
    const auto story = impl_->number_of(id);
    const auto kept = impl_->kept_story(id);
    if (!kept) throw Error(ErrorKind::not_found, "story " + id + " is not there any more");
    const auto decided = impl_->redactions_of(story);
    Placed placed(decided);
    std::set<std::string_view> hidden;
    const auto drop = [&](const Redaction& r) { impl_->db.run("DELETE FROM redactions WHERE number = ?", r.number); };
    for (const auto& r : all) {
        const bool in_text = r.field == StoryField::text;
        const bool stands =
            in_text ? r.span.begin < r.span.end && r.span.end <= kept->text.size() && cut(kept->text, r.span) == r.words
                    : r.words == words_in(*kept, r.field);
        if (!stands) throw Error(ErrorKind::usage, "these words do not stand at this place of the story");
        if (!in_text) {
            if (std::ranges::find(decided, r.field, &Redaction::field) != decided.end()) refuse_decided();
        } else {
            if (r.instead ? !placed.can_hide(r.span) : !placed.is_free(r.span)) refuse_decided();
            for (const auto& part : placed.without_parts_of(r.span)) {
                if (!part.number) refuse_decided();  // one of `all` is a part of another
                drop(part);
            }
            placed.put({0, r.field, r.span, r.words, r.instead, r.who, r.at_ms});
            if (r.instead) hidden.insert(r.words);
        }
        impl_->put_redaction(story, r);
    }
    for (const auto& r : decided)
        if (r.is_gone() && hidden.contains(r.words)) drop(r);
    if (!all.empty()) {
        const auto& first = all.front();
        impl_->record(story, {first.instead ? Act::redact : Act::leave, "", "", first.who, first.at_ms});
        if (first.instead) impl_->db.run("DELETE FROM models");
        impl_->touch(story);
    }
    const auto now = impl_->revision();
    change.commit();
    return now;
}

// A story that is open to others waits again: words that were hidden when it was passed would otherwise be shown.
Revision Moderations::restore(const StoryId& id, std::int64_t number, const std::string& who, std::int64_t now_ms) {
    Transaction change(impl_->db);
    const auto story = impl_->number_of(id);
    auto row =
        impl_->db.ask("SELECT instead IS NOT NULL FROM redactions WHERE story = ? AND number = ?", story, number);
    if (row.next()) {
        const bool hid = row.number(0) == 1, was_open = impl_->is_open(story);
        impl_->db.run("DELETE FROM redactions WHERE story = ? AND number = ?", story, number);
        impl_->record(story, {Act::restore, "", "", who, now_ms});
        impl_->touch(story);
        if (hid && was_open) {
            impl_->record(story, {Act::reopen, "", "", who, now_ms});
            impl_->put_state(story, Moderation::waiting);
        }
    }
    const auto now = impl_->revision();
    change.commit();
    return now;
}

std::vector<Redaction> Moderations::redactions(const StoryId& id) { return impl_->redactions_of(impl_->number_of(id)); }

}  // namespace tangible

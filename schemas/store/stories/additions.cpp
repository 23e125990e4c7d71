// What tellers add to their stories later, and cuts that a person puts back. An addition is a row of `stories` that
// `follows` another story; `joined` is set while it is open. A cut is put back by reading the submission again without
// that cut, because offsets into the raw bytes can only be made while reading.
#include "schemas/ground/error.h"
#include "schemas/store/common/store_impl.h"
#include "schemas/store/stories/stories.h"

namespace tangible {

Revision Stories::put_follow_up(const std::string& submission, const StoryId& of, const Story& words, bool open) {
    Transaction change(impl_->db);
    if (const auto arrival = impl_->arrival_of(submission)) {
        auto first = impl_->db.ask("SELECT coalesce(follows, number) FROM stories WHERE reference = ?", of);
        if (!first.next()) throw Error(ErrorKind::not_found, "there is no story " + of);
        const auto story = first.number(0);
        const auto judged = impl_->judged_text(story);
        // When an addition is read again, it stays as open as it was.
        auto was =
            impl_->db.ask("SELECT coalesce(joined, 0) FROM stories WHERE arrival = ? AND follows = ?", *arrival, story);
        const bool known = was.next();
        if (!known && open) impl_->touch(story);
        const auto joined = known ? was.number(0) : open ? impl_->revision() : 0;
        const bool changes = joined != 0 && !impl_->has_text(impl_->story_at(*arrival, 0), words);
        impl_->drop_stories(*arrival, 0);
        impl_->put_text(impl_->story_at(*arrival, 0), words);
        impl_->db.run("UPDATE stories SET follows = ?, joined = NULLIF(?, 0) WHERE arrival = ? AND ordinal = 0", story,
                      joined, *arrival);
        impl_->settled(*arrival);
        impl_->carry_judgements(story, judged);
        impl_->touch(story);
        if (changes) impl_->rewritten(story);
    }
    const auto now = impl_->revision();
    change.commit();
    return now;
}

Revision Stories::open_addition(const StoryId& id, const StoryId& addition, bool open) {
    Transaction change(impl_->db);
    auto row = impl_->db.ask("SELECT a.number, s.number, a.joined IS NOT NULL FROM stories a JOIN stories s"
                             " ON s.number = a.follows WHERE a.reference = ? AND s.reference = ?",
                             addition, id);
    if (!row.next()) throw Error(ErrorKind::not_found, "story " + id + " has no addition " + addition);
    const auto number = row.number(0), story = row.number(1);
    const bool is_open = row.number(2) == 1;
    if (is_open != open) {
        const auto judged = impl_->judged_text(story);
        // Open additions are appended in the order in which they were opened, so that passages that people judged
        // before keep their offsets.
        impl_->touch(story);
        impl_->db.run("UPDATE stories SET joined = CASE WHEN ? THEN (SELECT revision FROM head) END WHERE number = ?",
                      std::int64_t{open}, number);
        impl_->carry_judgements(story, judged);
        impl_->rewritten(story);  // also when it is closed: what stands behind it moves
    }
    const auto now = impl_->revision();
    change.commit();
    return now;
}

std::vector<Addition> Stories::additions(const StoryId& id, Use use) {
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

std::vector<StoryId> Stories::stories_with_closed_additions(std::size_t limit) {
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

/// Returns the submissions of a story and its additions that can be read again.
std::vector<std::int64_t> arrivals_behind(StoreImpl& store, const StoryId& id) {
    const auto number = store.number_of(id);
    std::vector<std::int64_t> all;
    for (auto row = store.db.ask("SELECT DISTINCT arrival FROM stories JOIN submissions USING (arrival)"
                                 " WHERE (number = ?1 OR follows = ?1) AND state IN ('read', 'pending')",
                                 number);
         row.next();)
        all.push_back(row.number(0));
    return all;
}

}  // namespace

void Stories::put_back(const StoryId& id, const std::string& cut, const std::string& coder, std::int64_t now_ms) {
    Transaction change(impl_->db);
    for (auto arrival : arrivals_behind(*impl_, id)) {
        impl_->db.run("INSERT OR IGNORE INTO put_backs VALUES (?, ?, ?, ?)", arrival, cut, coder, now_ms);
        impl_->make_pending(arrival);
    }
    change.commit();
}

void Stories::cut_again(const StoryId& id) {
    Transaction change(impl_->db);
    for (auto arrival : arrivals_behind(*impl_, id)) {
        impl_->db.run("DELETE FROM put_backs WHERE arrival = ?", arrival);
        impl_->make_pending(arrival);
    }
    change.commit();
}

bool Stories::put_back(const StoryId& id) {
    return impl_->db
        .ask("SELECT 1 FROM put_backs JOIN stories USING (arrival) WHERE number = ?1 OR follows = ?1",
             impl_->number_of(id))
        .next();
}

}  // namespace tangible

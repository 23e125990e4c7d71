// What tellers correct in their stories. The first row of a story in `corrections` is the story as it was read from its
// submission; the last is what stands in `texts`. When the submission is read again, the last one is applied to what it
// says.
#include "schemas/ground/error.h"
#include "schemas/store/common/store_impl.h"
#include "schemas/store/people/tellers.h"

namespace tangible {
namespace {

Correction correction_in(const Rows& row) {
    return {row.text(0), row.text(1), row.text(2), static_cast<int>(row.number(3)), row.number(4)};
}

void add(StoreImpl& store, std::int64_t arrival, std::int64_t ordinal, const Correction& c) {
    store.db.run("INSERT INTO corrections VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", arrival, ordinal, c.title, c.text,
                 c.place, c.year, c.made_ms);
}

}  // namespace

void StoreImpl::apply_correction(std::int64_t arrival, std::int64_t ordinal, Story& story) {
    auto row = db.ask("SELECT title, text, place, year, made_ms FROM corrections WHERE arrival = ? AND ordinal = ?"
                      " ORDER BY noted DESC LIMIT 1",
                      arrival, ordinal);
    if (!row.next()) return;
    const auto last = correction_in(row);
    if (story.text != last.text) story.map = {};  // no byte of the submission says this
    story.title = last.title, story.text = last.text, story.place = last.place, story.year = last.year;
}

Revision Tellers::correct(const StoryId& id, const Correction& now) {
    Transaction change(impl_->db);
    auto row = impl_->db.ask("SELECT title, text, place, year, received_ms, number, arrival, ordinal FROM stories"
                             " JOIN texts ON story = number WHERE reference = ? AND live = 1",
                             id);
    if (!row.next()) throw Error(ErrorKind::not_found, "story " + id + " is not there any more");
    const auto before = correction_in(row);
    const auto story = row.number(5), arrival = row.number(6), ordinal = row.number(7);
    if (now.title != before.title || now.text != before.text || now.place != before.place || now.year != before.year) {
        if (!impl_->db.ask("SELECT 1 FROM corrections WHERE arrival = ? AND ordinal = ?", arrival, ordinal).next())
            add(*impl_, arrival, ordinal, before);
        add(*impl_, arrival, ordinal, now);
        const auto judged = impl_->judged_text(story);
        impl_->db.run("UPDATE texts SET title = ?, text = ?, place = ?, year = ?, map = CASE WHEN text = ?2 THEN map"
                      " ELSE ? END WHERE story = ?",
                      now.title, now.text, now.place, now.year, Blob{column_of(OffsetMap{})}, story);
        impl_->carry_judgements(story, judged);
        impl_->touch(story);
        impl_->rewritten(story);
    }
    const auto revision = impl_->revision();
    change.commit();
    return revision;
}

std::vector<Correction> Tellers::earlier_versions(const StoryId& id, Use use) {
    std::vector<Correction> all;
    auto row = impl_->db.ask("SELECT title, text, place, year, made_ms FROM corrections JOIN stories USING (arrival,"
                             " ordinal) WHERE reference = ? AND live = 1 AND (?2 = 'own' OR instr(' ' || uses || ' ',"
                             " ' ' || ?2 || ' ')) ORDER BY noted",
                             id, name(use));
    while (row.next()) all.push_back(correction_in(row));
    if (!all.empty()) all.pop_back();
    return all;
}

}  // namespace tangible

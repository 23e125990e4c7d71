// Stories that arrived twice. A program may propose that two stories are one; only a person decides. Copies form groups
// of depth one: each points to the story that is kept, and a copy of a copy is moved to that story.
#include "schemas/ground/error.h"
#include "schemas/store/common/store_impl.h"
#include "schemas/store/stories/stories.h"
#include <utility>

namespace tangible {

Revision Stories::note_copy(const StoryId& copy, const StoryId& of) {
    Transaction change(impl_->db);
    auto root =
        impl_->db.ask("SELECT coalesce(copy_of, number) FROM stories WHERE reference = ? AND follows IS NULL", of);
    if (!root.next()) throw Error(ErrorKind::not_found, "there is no story " + of);
    const auto number = impl_->number_of(copy), kept = root.number(0);
    if (number == kept) throw Error(ErrorKind::usage, "a story cannot be a duplicate of itself");
    impl_->db.run("UPDATE stories SET live = 0, copy_of = ?1 WHERE (number = ?2 OR copy_of = ?2) AND follows IS NULL",
                  kept, number);
    impl_->touch(number);
    impl_->touch(kept);
    const auto now = impl_->revision();
    change.commit();
    return now;
}

Revision Stories::note_no_copy(const StoryId& copy) {
    Transaction change(impl_->db);
    const auto number = impl_->number_of(copy);
    const auto before = impl_->open_to(number);
    impl_->db.run("UPDATE stories SET live = EXISTS (SELECT 1 FROM texts WHERE story = number), copy_of = NULL"
                  " WHERE number = ? AND copy_of IS NOT NULL",
                  number);
    impl_->touch(number);
    impl_->note_opened(number, before);
    const auto now = impl_->revision();
    change.commit();
    return now;
}

void Stories::note_apart(const StoryId& one, const StoryId& other, const std::string& coder, std::int64_t now_ms) {
    Transaction change(impl_->db);
    auto a = impl_->number_of(one), b = impl_->number_of(other);
    if (a > b) std::swap(a, b);
    impl_->db.run("INSERT OR REPLACE INTO apart VALUES (?, ?, ?, ?)", a, b, coder, now_ms);
    change.commit();
}

bool Stories::apart(const StoryId& one, const StoryId& other) {
    auto a = impl_->number_of(one), b = impl_->number_of(other);
    if (a > b) std::swap(a, b);
    return impl_->db.ask("SELECT 1 FROM apart WHERE one = ? AND other = ?", a, b).next();
}

std::vector<StoryId> Stories::copies_of(const StoryId& id) {
    std::vector<StoryId> all;
    auto row = impl_->db.ask("SELECT reference FROM stories WHERE copy_of = ? ORDER BY number", impl_->number_of(id));
    while (row.next()) all.push_back(row.text(0));
    return all;
}

std::optional<StoryId> Stories::original_of(const StoryId& id) {
    auto row = impl_->db.ask("SELECT o.reference FROM stories c JOIN stories o ON o.number = c.copy_of"
                             " WHERE c.reference = ?",
                             id);
    return row.next() ? std::optional(row.text(0)) : std::nullopt;
}

}  // namespace tangible

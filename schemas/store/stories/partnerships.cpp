// Partnerships, and whether everybody may read any story besides some given ones.
#include "schemas/store/common/store_impl.h"
#include "schemas/store/stories/stories.h"
#include <algorithm>

namespace tangible {

Revision Stories::put_partnership(const Partnership& p) {
    Transaction change(impl_->db);
    auto all = partnerships();
    // Nothing changes, so the revision does not either.
    if (std::find(all.begin(), all.end(), p) != all.end()) return impl_->revision();
    impl_->db.run("INSERT OR REPLACE INTO partnerships VALUES (?, ?, ?, ?, ?, ?, ?)", p.id, p.name, p.place, p.began,
                  p.ended, p.grant, column_of(p.partners));
    std::vector<std::int64_t> stories;
    for (auto row = impl_->db.ask("SELECT story FROM texts WHERE partnership = ?", p.id); row.next();)
        stories.push_back(row.number(0));
    for (auto story : stories) impl_->touch(story);
    const auto now = stories.empty() ? impl_->next_revision() : impl_->revision();
    change.commit();
    return now;
}

bool Stories::drop_partnership(const std::string& id) {
    Transaction change(impl_->db);
    impl_->db.run("DELETE FROM partnerships WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM texts WHERE partnership = ?1)",
                  id);
    const bool gone = !impl_->db.ask("SELECT 1 FROM partnerships WHERE id = ?", id).next();
    if (gone) impl_->next_revision();
    change.commit();
    return gone;
}

bool Stories::has_stories_besides(const std::vector<StoryId>& references) {
    return impl_->db
        .ask("SELECT 1 FROM stories WHERE live = 1 AND instr(' ' || uses || ' ', ' publish ')"
             " AND arrival NOT IN (SELECT arrival FROM stories"
             " WHERE reference IN (SELECT value FROM json_each(?))) LIMIT 1",
             column_of(references))
        .next();
}

std::vector<Partnership> Stories::partnerships() {
    std::vector<Partnership> all;
    auto row = impl_->db.ask("SELECT id, name, place, began, ended, grant_id, partners FROM partnerships ORDER BY id");
    while (row.next())
        all.push_back({row.text(0), row.text(1), row.text(2), static_cast<int>(row.number(3)),
                       static_cast<int>(row.number(4)), row.text(5), partners_of(row.text(6))});
    return all;
}

}  // namespace tangible

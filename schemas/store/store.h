// The store: the truth, and the only place that commits.  SQLite stands behind this door; schemas/sql/ explains its
// format.  The verbs stand by noun in the headers that are included here.
//
//     Store store("tangible-data", Store::Access::write);
//     const auto receipt = store.put(submission);           // committed and synced when it returns
//     if (auto story = store.story(receipt.reference, Use::publish)) show(story->text);
//     for (const auto& change : store.changes_since(seen, 1000)) index(change);
//
// One Store for each thread.  Writers of one data folder, in any process, take turns under a file lock that is held
// over commit and checkpoint together: the SQLite of Debian 12 can lose a committed transaction when one connection
// checkpoints while another commits (fixed in SQLite 3.51.3).
// Every verb throws Error{storage} when the disk fails, and {temporary} when the lock is not free in time.
#pragma once
#include "schemas/store/arrivals/arrivals.h"
#include "schemas/store/arrivals/mail.h"
#include "schemas/store/people/accounts.h"
#include "schemas/store/people/complaints.h"
#include "schemas/store/people/drafts.h"
#include "schemas/store/people/moderations.h"
#include "schemas/store/people/searches.h"
#include "schemas/store/people/tellers.h"
#include "schemas/store/stories/judgements.h"
#include "schemas/store/stories/models.h"
#include "schemas/store/stories/stories.h"
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tangible {

/// A story that changed; `gone` when it was withdrawn or rejected since.
struct Change {
    Revision revision = 0;
    StoryId story;
    bool gone = false;
};

/// Holds the connection while the parts below are made and used.
class StoreOwner {
protected:
    explicit StoreOwner(std::unique_ptr<StoreImpl>);
    ~StoreOwner();
    StoreOwner(StoreOwner&&) noexcept;
    StoreOwner& operator=(StoreOwner&&) noexcept;
    std::unique_ptr<StoreImpl> impl_;
};

class Store : private StoreOwner,
              public Arrivals,
              public Stories,
              public Judgements,
              public Tellers,
              public Moderations,
              public Complaints,
              public Mail,
              public Models,
              public Searches,
              public Accounts,
              public Drafts {
public:
    enum class Access { read, write };
    /// Opens the store in `data_dir`; with write access, makes a new one if there is none.
    /// Throws Error{not_found} when there is none to read, {bad_schema} when a later version of the program made it.
    Store(const std::filesystem::path& data_dir, Access);

    /// Makes all that `changes` does one commit with one sync, all or nothing.  `changes` must not withdraw, and must
    /// be short: other writers wait.
    void together(const std::function<void()>& changes);

    Revision revision();
    /// Returns a number that differs after any change, by any process; it means nothing to another Store.
    std::uint64_t state();
    /// Returns the changes after `since` in order, each story once with its last change; at most `limit` stories.
    std::vector<Change> changes_since(Revision since, std::size_t limit = all_changes);
    static constexpr std::size_t all_changes = 1'000'000'000;

    /// Settings kept with the data: small values by name ("notice"), never the text of a story.  "" if there is none.
    void set(const std::string& name, const std::string& value);
    std::string get(const std::string& name);

private:
    using StoreOwner::impl_;
};

}  // namespace tangible

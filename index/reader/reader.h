// The index as questions see it: one steady state of it at a time, which stories a use may see, and the
// stories behind each term.  One per thread.  It follows commits and swaps of the live index.
// Whatever depends on other stories (frequencies, lengths, vocabulary) is taken from the stories the
// reader may see and no others, so that what is hidden changes no answer.
#pragma once
#include "index/document/terms.h"
#include "index/reader/budget.h"
#include "index/reader/lists.h"
#include "index/reader/snapshot.h"
#include "schemas/shapes/consent.h"
#include "schemas/store/store.h"
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace tangible::index {

/// Whose eyes: the stories that a use may see, of those received until a time (0: all).
struct Sight {
    Sight(Use u, std::int64_t until = 0) : use(u), until_ms(until) {}
    Use use;
    std::int64_t until_ms;
    auto operator<=>(const Sight&) const = default;
};

/// Stories that the store has closed to a use since a revision.
using ClosedSince = std::function<std::vector<StoryId>(Revision, Use)>;

class Reader {
public:
    /// Of a question's processor time, in ms: what `steadily` gives it.
    static constexpr std::int64_t usual_limit_ms = 900;
    /// With `shared`, which must outlive it, what all questions need is worked out once for all Readers of that folder.
    /// What is `closed` is in nobody's sight, though the index has not heard of it yet.
    explicit Reader(const std::filesystem::path& data_dir, std::int64_t limit_ms = usual_limit_ms,
                    Snapshots* shared = nullptr, ClosedSince closed = {});
    ~Reader();
    /// Runs `ask` on the newest state, and wholly again when the index moved on under it: three times at most.
    /// Throws Error{temporary} after that or while there is no index, Error{storage} when it is damaged, Error{usage}
    /// when the limit was reached.
    void steadily(const std::function<void()>& ask);
    Budget& budget();

    // All that follows is for use inside `steadily`, and holds for its one state.
    Revision revision() const;
    std::string state();
    const Visible& visible(Sight);
    /// Whether there are stories that the use may see, received after the time.
    bool narrowed(Sight);
    Lists& lists();
    std::vector<DocId> postings(const std::string& term);
    bool has(const std::string& term, Sight);
    /// How many stories in sight have any of the terms; kept while the state lasts.
    std::uint32_t frequency(const std::vector<std::string>& terms, Sight);
    /// The stories in sight that have the term, in order; no more than `limit` are looked for.
    std::vector<DocId> seen(const std::string& term, Sight, std::size_t limit);
    /// Terms that begin so, in order.
    std::vector<std::string> terms(const std::string& beginning) const;
    /// The values of a field, by its prefix.
    const Columns& columns(const std::string& prefix);
    /// How many of the stories in sight have each of a field's values; kept while the state lasts.
    const std::vector<std::uint32_t>& totals(const std::string& prefix, Sight);
    const Numbers& numbers();
    /// Folded words of all stories, as Snapshots has them.
    const WordList& words();
    Indexed story(DocId) const;
    DocId find(const StoryId&);  ///< 0 when it is not there
    const Xapian::Database& database() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::index

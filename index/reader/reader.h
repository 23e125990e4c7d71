// The index as questions see it: one steady state at a time, the stories that a use may see, and the stories behind
// each term. Follows commits and swaps of the live index by itself. One Reader per thread.
//
// Everything that depends on other stories (frequencies, lengths, vocabulary) is computed from the stories that the
// question may see and no others. Hidden stories thus never change an answer, and nobody can learn of them by asking.
//
//     Reader reader(data_dir);
//     std::uint32_t stories = 0;
//     reader.steadily([&] { stories = reader.frequency({terms::stem("trust")}, Use::publish); });
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

/// What a question may see: the stories that allow `use`, received by the time `until_ms` (ms since 1970; 0 for all). A
/// later page of results names the time of its first page, so that stories that come meanwhile do not shift the list.
struct Sight {
    Sight(Use u, std::int64_t until = 0) : use(u), until_ms(until) {}
    Use use;
    std::int64_t until_ms;
    auto operator<=>(const Sight&) const = default;
};

/// Returns the stories that the store has closed to a use after a revision (Store::closed_since).
using ClosedSince = std::function<std::vector<StoryId>(Revision, Use)>;

/// A view of the live index for one thread.
class Reader {
public:
    /// Processor time that steadily() gives a question by default, in ms. Nearly all questions take less than 50.
    static constexpr std::int64_t usual_limit_ms = 900;
    /// Reads the index in `data_dir`; opens nothing yet. Stories that `closed` names are hidden although the index
    /// still shows them to the use: a withdrawal takes effect before the index has followed. With `shared`, which must
    /// outlive this object, what all questions need is computed once for all Readers of that folder.
    explicit Reader(const std::filesystem::path& data_dir, std::int64_t limit_ms = usual_limit_ms,
                    Snapshots* shared = nullptr, ClosedSince closed = {});
    ~Reader();
    /// Opens the newest state of the index and runs `ask` on it. When the index moves on meanwhile, runs `ask` again
    /// from its beginning, three times at most: `ask` must not depend on what an earlier run left behind. Throws
    /// Error{temporary} when the index still moves, or there is none yet, Error{storage} when it is damaged,
    /// Error{usage} when the time limit is reached, and what `ask` throws.
    void steadily(const std::function<void()>& ask);
    /// Returns the budget of the current question.
    Budget& budget();

    // Call all functions from here on inside `steadily` only. What they return holds for its one state.
    /// Returns the store's revision that this state has reached.
    Revision revision() const;
    /// Returns a name of this state: equal names mean equal contents.
    std::string state();
    /// Returns the stories in sight. The reference holds until the next call with another `until_ms`.
    const Visible& visible(Sight);
    /// Whether `until_ms` hides any story that the use may see.
    bool narrowed(Sight);
    /// Returns the lists of this state.
    Lists& lists();
    /// Returns all stories that have the term, in sight or not, ascending.
    std::vector<DocId> postings(const std::string& term);
    /// Whether any story in sight has the term.
    bool has(const std::string& term, Sight);
    /// Returns how many stories in sight have at least one of the terms. Remembered while the state lasts.
    std::uint32_t frequency(const std::vector<std::string>& terms, Sight);
    /// Returns the stories in sight that have the term, ascending, at most the first `limit`.
    std::vector<DocId> seen(const std::string& term, Sight, std::size_t limit);
    /// Returns all terms that start with `beginning`, in byte order.
    std::vector<std::string> terms(const std::string& beginning) const;
    /// Returns the values of the field with this prefix, for all stories. Throws std::out_of_range for an unknown
    /// prefix.
    const Columns& columns(const std::string& prefix);
    /// Returns for each value of a field how many stories in sight have it, in the order of columns(prefix).values().
    /// Remembered while the state lasts; the reference holds until the next call.
    const std::vector<std::uint32_t>& totals(const std::string& prefix, Sight);
    /// Returns year, time of arrival and so on of all stories.
    const Numbers& numbers();
    /// Returns the folded words of all stories, in sight or not. May lag behind by half a minute (Snapshots::words).
    const WordList& words();
    /// Returns the reference and codings of a story. Throws Error{storage} when they are damaged.
    Indexed story(DocId) const;
    DocId find(const StoryId&);  ///< the number of a story, or 0 when it is not in the index
    /// Returns the database itself, for questions that have no function here.
    const Xapian::Database& database() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::index

// What all questions need of one state of the index, whatever their words: which stories each use may see, the values
// of their fields, and their numbers. One snapshot serves all threads. After a commit the next one is made from it and
// from the stories that the commit touched.
#pragma once
#include "index/reader/columns.h"
#include "index/words/wordlist.h"
#include "schemas/shapes/consent.h"
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace tangible::index {

/// The stories in sight of a question.
struct Visible {
    DocSet stories;
    double average_length = 1;   ///< in words as Numbers::words counts them; at least 1
    std::int64_t newest_ms = 0;  ///< arrival of the newest story, ms since 1970; 0 when there are none
};

/// One state of the index, const once it is made.
struct Snapshot {
    std::string uuid;           ///< of the database; a rebuilt index has another
    std::uint64_t commits = 0;  ///< of the index (commits.h)
    Numbers numbers;
    Columns uses;                            ///< what the tellers allow, as names of uses
    std::map<std::string, Columns> columns;  ///< by the prefix of a field
    std::map<Use, Visible> visible;
};

/// Returns `stories`, which are ascending, with their average length and the newest arrival among them.
Visible visible(std::vector<DocId> stories, const Numbers&);

/// Hands out the latest snapshot. Its pointers are shared, so a question keeps its snapshot while others move on to the
/// next. Any thread may call it; making a new snapshot makes other callers wait.
class Snapshots {
public:
    /// Returns the snapshot of the state that the database shows, and makes it if needed. Throws
    /// Xapian::DatabaseModifiedError when another thread has already seen a later state: reopen and ask again.
    std::shared_ptr<const Snapshot> of(const Xapian::Database&);
    /// Returns the folded words of all stories. With more than 50,000 words the list may be up to half a minute old.
    std::shared_ptr<const WordList> words(const Xapian::Database&);
    /// Drops everything that is kept; it is made anew for the next caller.
    void forget();

private:
    std::mutex turn_, words_turn_;  ///< of `latest_`, and of all that begins with `words_`
    std::shared_ptr<const Snapshot> latest_;
    std::shared_ptr<const WordList> words_;
    std::string words_uuid_;
    std::uint64_t words_commits_ = 0;
    std::chrono::steady_clock::time_point words_made_;
};

}  // namespace tangible::index

// What all questions ask of one state of the index, whatever their words: who may see which stories, the values of
// their fields, their numbers.  One snapshot serves all threads; after a commit the next is made from it and from the
// stories that the commit touched.
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

/// The stories in sight.
struct Visible {
    DocSet stories;
    double average_length = 1;   ///< in words, at least 1
    std::int64_t newest_ms = 0;  ///< when the last of them was received
};

struct Snapshot {
    std::string uuid;
    std::uint64_t commits = 0;  ///< of the index (commits.h)
    Numbers numbers;
    Columns uses;                            ///< what the tellers allow
    std::map<std::string, Columns> columns;  ///< by the prefix of a field
    std::map<Use, Visible> visible;
};

/// Of `stories`, what the numbers say of them.
Visible visible(std::vector<DocId> stories, const Numbers&);

/// Hands out what stays as it is while others hold it, which is why its pointers are shared.  Any thread.
class Snapshots {
public:
    /// Throws Xapian::DatabaseModifiedError when another thread has seen a later state than the database shows.
    std::shared_ptr<const Snapshot> of(const Xapian::Database&);
    /// Folded words of all stories; where they are many, of a state up to half a minute old.
    std::shared_ptr<const WordList> words(const Xapian::Database&);
    /// Keeps nothing of it any longer; whoever asks again has it made anew.
    void forget();

private:
    std::mutex turn_, words_turn_;
    std::shared_ptr<const Snapshot> latest_;
    std::shared_ptr<const WordList> words_;
    std::string words_uuid_;
    std::uint64_t words_commits_ = 0;
    std::chrono::steady_clock::time_point words_made_;
};

}  // namespace tangible::index

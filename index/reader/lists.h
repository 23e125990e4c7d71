// Reads which stories have a term, and where it stands in them. The library hands out postings one by one, and walks
// down a tree anew for the positions in each story. own_lists() therefore reads the tables of the live index as they
// lie on the disk; where their layout is not the one we know (glass/layout.h), library_lists() asks Xapian.
#pragma once
#include "index/reader/budget.h"
#include "index/reader/docset.h"
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace tangible::index {

/// The stories that have a term.
struct Occurring {
    std::vector<DocId> docs;           ///< ascending
    std::vector<std::uint32_t> times;  ///< how often each has it, in the order of `docs`
};

/// The lists of one state of a database, which must outlive this object. One thread at a time. All functions spend from
/// the Budget and throw what it throws, Xapian::DatabaseModifiedError when that state is gone (reopen, follow() and ask
/// again), and Error{storage} when the tables are damaged.
class Lists {
public:
    virtual ~Lists() = default;
    /// Moves on to the state that the database shows now. Call it after each reopen().
    virtual void follow() = 0;
    /// Returns all stories that have the term, ascending; empty when none has.
    virtual std::vector<DocId> all(const std::string& term, Budget&) = 0;
    /// Returns those of `stories` that have the term. Where `stories` are few this skips most of the list.
    virtual Occurring among(const DocSet& stories, const std::string& term, Budget&) = 0;
    /// Receives the positions of the nth story (from 0), ascending and empty where the story does not have the term.
    /// `places` is valid during the call only.
    using With = std::function<void(std::size_t n, std::span<const std::uint32_t> places)>;
    /// Calls `with` for each of `stories`, which are ascending, in order.
    virtual void places(const std::vector<DocId>& stories, const std::string& term, Budget&, const With& with) = 0;
};

/// Returns lists that ask Xapian.
std::unique_ptr<Lists> library_lists(const Xapian::Database&);
/// Returns lists that read the tables in `folder`, the folder of the database; nullptr when their layout is not known.
std::unique_ptr<Lists> own_lists(const Xapian::Database&, const std::filesystem::path& folder);
/// Returns own_lists() if possible, and library_lists() otherwise.
std::unique_ptr<Lists> lists(const Xapian::Database&, const std::filesystem::path& folder);

}  // namespace tangible::index

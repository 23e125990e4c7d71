// The stories of a term and where it stands in them, read from the tables of the live index as they lie on the disk:
// the library hands out postings one by one, and looks through a tree anew for the places in each story.  Where the
// layout of the tables is not the one that is known (glass/layout.h), the library is asked.
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

/// Stories in order, each once, and how often each has a word.
struct Occurring {
    std::vector<DocId> docs;
    std::vector<std::uint32_t> times;
};

/// Of one state of a database, which must outlive it.  One thread at a time.  All throw Xapian::DatabaseModifiedError
/// when that state is gone, and Error{storage} when the tables are damaged.
class Lists {
public:
    virtual ~Lists() = default;
    /// To the state that the database shows now.
    virtual void follow() = 0;
    virtual std::vector<DocId> all(const std::string& term, Budget&) = 0;
    virtual Occurring among(const DocSet& stories, const std::string& term, Budget&) = 0;
    /// `with(n, places)` for each story, the nth.
    using With = std::function<void(std::size_t n, std::span<const std::uint32_t> places)>;
    virtual void places(const std::vector<DocId>& stories, const std::string& term, Budget&, const With& with) = 0;
};

std::unique_ptr<Lists> library_lists(const Xapian::Database&);
/// nullptr where the layout is another.
std::unique_ptr<Lists> own_lists(const Xapian::Database&, const std::filesystem::path& folder);
/// Our own if possible.
std::unique_ptr<Lists> lists(const Xapian::Database&, const std::filesystem::path& folder);

}  // namespace tangible::index

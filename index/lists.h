// The stories of a term and where it stands in them, read from the tables of the live index in a tenth of the time that
// the library takes to hand them out one by one.  Where the layout of the tables is not the one that is known
// (glass/layout.h), the library is asked.
#pragma once
#include "index/budget.h"
#include "index/docset.h"
#include <cstdint>
#include <filesystem>
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

/// Where a term stands in some stories, of each in order.
class Places {
public:
    std::span<const std::uint32_t> of(std::size_t n) const {
        return std::span(all_).subspan(starts_[n], starts_[n + 1] - starts_[n]);
    }
    void add(std::span<const std::uint32_t> places) {
        all_.insert(all_.end(), places.begin(), places.end());
        starts_.push_back(all_.size());
    }

private:
    std::vector<std::uint32_t> all_;
    std::vector<std::size_t> starts_{0};
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
    /// In the nth of the stories.
    virtual Places places(const std::vector<DocId>& stories, const std::string& term, Budget&) = 0;
};

std::unique_ptr<Lists> library_lists(const Xapian::Database&);
/// nullptr where the layout is another.
std::unique_ptr<Lists> own_lists(const Xapian::Database&, const std::filesystem::path& folder);
/// Our own if possible.
std::unique_ptr<Lists> lists(const Xapian::Database&, const std::filesystem::path& folder);

}  // namespace tangible::index

// The values and numbers of all stories in memory, laid out by story. The index itself keeps them by value, so counting
// or ordering many stories there would mean a search for each; here it is a walk along an array.
//
// Made from one state of the index in O(all values), or from an earlier one and the stories that changed since.
#pragma once
#include "index/reader/docset.h"
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace tangible::index {

/// All values of one field, and which of them each story has. Const after it is made: any thread may read it.
class Columns {
public:
    Columns() = default;
    /// Reads the field with this term prefix from the database. Throws Xapian's errors, and Error{storage} for tables
    /// whose numbers cannot be.
    Columns(const Xapian::Database&, const std::string& prefix);
    /// Returns these columns brought up to the state of the database, where only the stories `changed` differ.
    /// `changed` may name a story twice, or one that was removed. O(all values), without the costly walk through the
    /// index's lists.
    Columns with(const Xapian::Database&, const std::string& prefix, const std::vector<DocId>& changed) const;

    /// Returns the values in byte order, without their prefix. After with() some may belong to no story any more.
    const std::vector<std::string>& values() const { return values_; }
    /// Returns the values of a story, as indices into `values()`; empty for a story without any, or not in the index.
    std::span<const std::uint32_t> of(DocId doc) const {
        return doc + 1 < starts_.size() ? std::span(all_).subspan(starts_[doc], starts_[doc + 1] - starts_[doc])
                                        : std::span<const std::uint32_t>{};
    }
    /// Returns for each of `values()` how many of the stories have it. `stories` must be in the index. O(stories +
    /// their values).
    std::vector<std::uint32_t> counts(const std::vector<DocId>& stories) const;

private:
    void note_only();
    std::vector<std::string> values_;
    std::vector<std::uint32_t> starts_, all_;  ///< values of story d: all_[starts_[d]] to before all_[starts_[d + 1]]
    /// If no story has two values: its value by story, values_.size() for none; otherwise empty.
    std::vector<std::uint32_t> only_;
};

/// The numbers of all stories, each in an array by DocId. A missing number is minus infinity, lower than any other.
struct Numbers {
    Numbers() = default;
    /// Reads the value slots of all documents (terms.h). Throws as Columns does.
    explicit Numbers(const Xapian::Database&);
    /// Returns these numbers brought up to the state of the database, as Columns::with() does.
    Numbers with(const Xapian::Database&, const std::vector<DocId>& changed) const;
    /// Year 0: unknown; ms since 1970; revision; number_of() the reference.
    std::vector<double> year, received_ms, opened, reference;
    std::vector<std::uint32_t> words;  ///< length of the document as Xapian counts it: occurrences of all its terms
};

/// Returns the stories that have the term, ascending; empty when there are none. Throws Error{storage} when the list is
/// out of order or names a story beyond the last.
std::vector<DocId> postings(const Xapian::Database&, const std::string& term);

}  // namespace tangible::index

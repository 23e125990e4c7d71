// A set of stories, named by the index's own numbers. A story's number starts at 1 and changes with a rebuild.
#pragma once
#include <cstdint>
#include <vector>

namespace tangible::index {

/// Xapian's number of a document, from 1; 0 means none.
using DocId = std::uint32_t;

/// A set of stories that can be walked in order and asked for one story in constant time. Takes a bit for each number
/// up to the highest, and four bytes for each story in it.
class DocSet {
public:
    DocSet() = default;
    /// Takes distinct numbers in ascending order.
    explicit DocSet(std::vector<DocId> in_order);
    bool has(DocId d) const { return d < bits_.size() && bits_[d]; }
    /// Returns the numbers, ascending.
    const std::vector<DocId>& docs() const { return docs_; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(docs_.size()); }
    /// Returns how many of `docs` are in this set.
    std::uint32_t count(const std::vector<DocId>& docs) const;
    /// Returns the stories that are in both sets.
    DocSet operator&(const DocSet&) const;

private:
    std::vector<DocId> docs_;
    std::vector<bool> bits_;
};

}  // namespace tangible::index

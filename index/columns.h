// What the index holds of stories beside their words, laid out by story: the values of a field, and numbers.  To count
// or to order many stories is then a walk through memory; the index itself keeps these things by value.
// Made from one state of the index, in O(all values), and const from then on.
#pragma once
#include "index/docset.h"
#include <cstdint>
#include <string>
#include <vector>

namespace Xapian {
class Database;
}

namespace tangible::index {

/// A value of a field, and the stories that have it.
struct Column {
    std::string value;
    std::vector<DocId> docs;
};

/// All values of a field, in order.
class Columns {
public:
    Columns(const Xapian::Database&, const std::string& prefix);
    const std::vector<Column>& all() const { return columns_; }
    /// How many of the stories have each value, in the order of `all()`.  O(stories + their values).
    std::vector<std::uint32_t> counts(const DocSet& stories) const;

private:
    std::vector<Column> columns_;
    std::vector<std::uint32_t> starts_, values_;  ///< of story d: values_[starts_[d]] to before values_[starts_[d + 1]]
};

/// By story; what one does not have is lower than any number.
struct Numbers {
    explicit Numbers(const Xapian::Database&);
    std::vector<double> year, received_ms, opened, reference;
    std::vector<std::uint32_t> words;  ///< as the index counts them
};

/// The stories that have the term, in order.
std::vector<DocId> postings(const Xapian::Database&, const std::string& term);

}  // namespace tangible::index

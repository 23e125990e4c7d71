// What the index holds of stories beside their words, laid out by story: the values of a field, and numbers.  To count
// or to order many stories is then a walk through memory; the index itself keeps these things by value.
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

/// The values of a field that stories have, by the field's prefix.
class Columns {
public:
    Columns() = default;
    Columns(const Xapian::Database&, const std::string& prefix);
    /// The same with what the index now says of some stories.
    Columns with(const Xapian::Database&, const std::string& prefix, const std::vector<DocId>& changed) const;

    /// In order.  No story need have one of them any more.
    const std::vector<std::string>& values() const { return values_; }
    /// Of a story, as places in `values()`.
    std::span<const std::uint32_t> of(DocId doc) const {
        return doc + 1 < starts_.size() ? std::span(all_).subspan(starts_[doc], starts_[doc + 1] - starts_[doc])
                                        : std::span<const std::uint32_t>{};
    }
    /// How many of the stories have each value.  O(stories + their values).
    std::vector<std::uint32_t> counts(const std::vector<DocId>& stories) const;

private:
    void note_only();
    std::vector<std::string> values_;
    std::vector<std::uint32_t> starts_, all_;  ///< of story d: all_[starts_[d]] to before all_[starts_[d + 1]]
    std::vector<std::uint32_t> only_;  ///< where no story has two: its value, or how many values there are for none
};

/// By story; what one does not have is lower than any number.
struct Numbers {
    Numbers() = default;
    explicit Numbers(const Xapian::Database&);
    Numbers with(const Xapian::Database&, const std::vector<DocId>& changed) const;
    std::vector<double> year, received_ms, opened, reference;
    std::vector<std::uint32_t> words;  ///< as the index counts them
};

/// The stories that have the term, in order.
std::vector<DocId> postings(const Xapian::Database&, const std::string& term);

}  // namespace tangible::index

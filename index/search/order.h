// Lists of stories with their weights: combining them, and picking the best.
#pragma once
#include "index/reader/columns.h"
#include "schemas/shapes/query.h"
#include <algorithm>
#include <cstdint>
#include <vector>

namespace tangible::index {

/// A story found, and how relevant it is.
struct Match {
    DocId doc = 0;
    double weight = 0;  ///< 0 when weights were not asked for
};

/// Stories found, in ascending order of their numbers.
struct Found {
    std::vector<DocId> docs;
    std::vector<double> weights;  ///< one for each story, or empty when weights are not asked for
};

/// Returns the stories in both, with the sum of their weights. O(both).
Found in_both(const Found&, const Found&);
/// Returns the stories of the first that are not in the second, with their weights. O(both).
Found but(const Found&, const Found&);

/// Adds up numbers by story in an array with one element for each number up to `last`, which must not be exceeded.
template <class Number> class Adding {
public:
    explicit Adding(DocId last) : sums_(last + 1), met_(last + 1) {}
    void add(DocId doc, Number n) {
        if (!met_[doc]) met_[doc] = true, docs_.push_back(doc);
        sums_[doc] += n;
    }
    Number of(DocId doc) const { return sums_[doc]; }
    /// Returns the stories that were added, ascending. A few are sorted; when they are more than a sixteenth of all, it
    /// is quicker to look through the whole array.
    std::vector<DocId> docs() const {
        auto docs = docs_;
        if (docs.size() < met_.size() / 16) {
            std::sort(docs.begin(), docs.end());
            return docs;
        }
        docs.clear();
        for (DocId d = 0; d < met_.size(); ++d)
            if (met_[d]) docs.push_back(d);
        return docs;
    }

private:
    std::vector<Number> sums_;
    std::vector<bool> met_;
    std::vector<DocId> docs_;
};

/// Adds stories with their weights, or with 0 when they have none.
void add(Adding<double>&, const Found&);
/// Returns the stories that were added, with the sums of their weights.
Found sum(const Adding<double>&);

/// Returns the first `limit` stories:
///
/// - relevance: highest weight first; of equal ones the newest.
/// - newest, oldest: by the year when it happened, then by time of arrival. An unknown year is last in either order.
/// - latest: by when the story could be found first, then as newest.
///
/// When all is equal the lower reference comes first, so the order does not depend on the numbers in this index.
std::vector<Match> best(const Found&, const Numbers&, Sort, std::size_t limit);

}  // namespace tangible::index

// Stories that were found, with what they weigh: put together, and the best of them picked out.
#pragma once
#include "index/reader/columns.h"
#include "schemas/shapes/query.h"
#include <algorithm>
#include <cstdint>
#include <vector>

namespace tangible::index {

struct Match {
    DocId doc = 0;
    double weight = 0;
};

/// In order of number.
struct Found {
    std::vector<DocId> docs;
    std::vector<double> weights;  ///< one for each, or none at all where weights are not asked for
};

/// Those of both, with the sum of their weights.
Found in_both(const Found&, const Found&);
/// Those of the first that are not in the second.
Found but(const Found&, const Found&);

/// Adds up numbers by story, up to the story `last`.
template <class Number> class Adding {
public:
    explicit Adding(DocId last) : sums_(last + 1), met_(last + 1) {}
    void add(DocId doc, Number n) {
        if (!met_[doc]) met_[doc] = true, docs_.push_back(doc);
        sums_[doc] += n;
    }
    Number of(DocId doc) const { return sums_[doc]; }
    /// Those met, in order.  Few are sorted; of many, all stories are looked through.
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

/// What has no weight adds nothing, and is met.
void add(Adding<double>&, const Found&);
Found sum(const Adding<double>&);

/// The first `limit`.  By relevance: the heaviest, of equals the newest.  Newest or oldest: when it happened, and then
/// when it came; latest: before that, since when it can be found.  Of two that came at once the lower reference,
/// whatever their numbers here.
std::vector<Match> best(const Found&, const Numbers&, Sort, std::size_t limit);

}  // namespace tangible::index

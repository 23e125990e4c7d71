// Stores the numbers twice: as a sorted list to walk along, and as bits so that has() takes constant time.
#include "index/reader/docset.h"
#include <algorithm>
#include <iterator>

namespace tangible::index {

DocSet::DocSet(std::vector<DocId> in_order) : docs_(std::move(in_order)), bits_(docs_.empty() ? 0 : docs_.back() + 1) {
    for (auto d : docs_) bits_[d] = true;
}

std::uint32_t DocSet::count(const std::vector<DocId>& docs) const {
    return static_cast<std::uint32_t>(std::count_if(docs.begin(), docs.end(), [&](DocId d) { return has(d); }));
}

DocSet DocSet::operator&(const DocSet& other) const {
    // `docs_` is in order, so what is copied from it is, too.
    std::vector<DocId> in_both;
    std::copy_if(docs_.begin(), docs_.end(), std::back_inserter(in_both), [&](DocId d) { return other.has(d); });
    return DocSet(std::move(in_both));
}

}  // namespace tangible::index

#include "index/columns.h"
#include "index/terms.h"
#include <limits>
#include <numeric>
#include <xapian.h>

namespace tangible::index {
namespace {

std::vector<double> slot(const Xapian::Database& db, std::uint32_t number) {
    std::vector<double> values(db.get_lastdocid() + 1, -std::numeric_limits<double>::infinity());
    const auto end = db.valuestream_end(number);
    for (auto v = db.valuestream_begin(number); v != end; ++v) values[v.get_docid()] = Xapian::sortable_unserialise(*v);
    return values;
}

}  // namespace

std::vector<DocId> postings(const Xapian::Database& db, const std::string& term) {
    std::vector<DocId> docs;
    docs.reserve(db.get_termfreq(term));
    const auto end = db.postlist_end(term);
    for (auto p = db.postlist_begin(term); p != end; ++p) docs.push_back(*p);
    return docs;
}

Columns::Columns(const Xapian::Database& db, const std::string& prefix) : starts_(db.get_lastdocid() + 2) {
    for (auto term = db.allterms_begin(prefix); term != db.allterms_end(prefix); ++term) {
        const auto value = (*term).substr(prefix.size());
        const bool longer_prefix = !value.empty() && value[0] >= 'A' && value[0] <= 'Z';
        if (!longer_prefix) columns_.push_back({value, postings(db, *term)});
    }
    // Counted first, so that each story's values have their place; then put there, value after value.
    for (const auto& column : columns_)
        for (auto doc : column.docs) ++starts_[doc + 1];
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    values_.resize(starts_.back());
    auto next = starts_;
    for (std::uint32_t value = 0; value < columns_.size(); ++value)
        for (auto doc : columns_[value].docs) values_[next[doc]++] = value;
}

std::vector<std::uint32_t> Columns::counts(const DocSet& stories) const {
    std::vector<std::uint32_t> counts(columns_.size());
    for (auto doc : stories.docs())
        for (auto at = starts_[doc]; at < starts_[doc + 1]; ++at) ++counts[values_[at]];
    return counts;
}

Numbers::Numbers(const Xapian::Database& db)
    : year(slot(db, terms::year_slot)), received_ms(slot(db, terms::received_slot)),
      opened(slot(db, terms::opened_slot)), reference(slot(db, terms::reference_slot)), words(db.get_lastdocid() + 1) {
    const auto end = db.postlist_end("");
    for (auto p = db.postlist_begin(""); p != end; ++p) words[*p] = p.get_doclength();
}

}  // namespace tangible::index

// Columns are filled value by value, as in a counting sort. An update copies the rows of stories that did not change,
// and renumbers their values when new values come between them.
//
// Numbers from the tables become indices into our arrays, so each is checked first: a damaged table must end in an
// Error and not in a write outside of them.
#include "index/reader/columns.h"
#include "index/document/terms.h"
#include "index/glass/packing.h"
#include <algorithm>
#include <limits>
#include <numeric>
#include <xapian.h>

namespace tangible::index {
namespace {

constexpr double none = -std::numeric_limits<double>::infinity();  // before all years and times in any order

constexpr std::pair<std::uint32_t, std::vector<double> Numbers::*> slots[] = {
    {terms::year_slot, &Numbers::year},
    {terms::received_slot, &Numbers::received_ms},
    {terms::opened_slot, &Numbers::opened},
    {terms::reference_slot, &Numbers::reference}};

double number(const std::string& value) { return value.empty() ? none : Xapian::sortable_unserialise(value); }

// Prefixes may begin like others: "XTCrel.trust" is a checked theme and not a value of the prefix XT. Values are folded
// and prefixes are capitals, so a capital after the prefix shows the difference.
bool value_of(const std::string& term, const std::string& prefix) {
    return term.size() > prefix.size() && !(term[prefix.size()] >= 'A' && term[prefix.size()] <= 'Z');
}

std::vector<std::string> values_in(const Xapian::Database& db, const std::string& prefix, DocId doc) {
    std::vector<std::string> values;
    try {
        auto term = db.termlist_begin(doc);
        const auto end = db.termlist_end(doc);
        for (term.skip_to(prefix); term != end && (*term).starts_with(prefix); ++term)
            if (value_of(*term, prefix)) values.push_back((*term).substr(prefix.size()));
    } catch (const Xapian::DocNotFoundError&) {  // it was removed
    }
    return values;
}

}  // namespace

// The checks keep out what a damaged table may say: a story beyond the last, or a list that goes back.
std::vector<DocId> postings(const Xapian::Database& db, const std::string& term) {
    const auto last = db.get_lastdocid();
    std::vector<DocId> docs;
    docs.reserve(std::min(db.get_termfreq(term), last));
    const auto end = db.postlist_end(term);
    for (auto p = db.postlist_begin(term); p != end; ++p) {
        if (*p > last || (!docs.empty() && *p <= docs.back())) glass::damaged();
        docs.push_back(*p);
    }
    return docs;
}

// A counting sort: the first pass counts the values of each story, the running sum gives each story its place, and the
// second pass puts the values there, value after value, so that a story's values come out in order.
Columns::Columns(const Xapian::Database& db, const std::string& prefix) : starts_(db.get_lastdocid() + 2) {
    std::vector<std::vector<DocId>> docs;
    for (auto term = db.allterms_begin(prefix); term != db.allterms_end(prefix); ++term)
        if (value_of(*term, prefix)) {
            values_.push_back((*term).substr(prefix.size()));
            docs.push_back(index::postings(db, *term));
            for (auto doc : docs.back()) ++starts_[doc + 1];
        }
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    all_.resize(starts_.back());
    auto next = starts_;
    for (std::uint32_t value = 0; value < docs.size(); ++value)
        for (auto doc : docs[value]) all_[next[doc]++] = value;
    note_only();
}

void Columns::note_only() {
    // Most fields give a story at most one value. For these, counting is a single look-up for each story.
    const auto docs = static_cast<DocId>(starts_.size() - 1);
    for (DocId doc = 0; doc < docs; ++doc)
        if (of(doc).size() > 1) return;
    only_.resize(docs);
    for (DocId doc = 0; doc < docs; ++doc)
        only_[doc] = of(doc).empty() ? static_cast<std::uint32_t>(values_.size()) : of(doc)[0];
}

Columns Columns::with(const Xapian::Database& db, const std::string& prefix, const std::vector<DocId>& changed) const {
    std::map<DocId, std::vector<std::string>> now;
    Columns c;
    c.values_ = values_;
    for (auto doc : changed) {
        if (doc > db.get_lastdocid()) glass::damaged();
        const auto& values = now[doc] = values_in(db, prefix, doc);
        c.values_.insert(c.values_.end(), values.begin(), values.end());
    }
    std::sort(c.values_.begin(), c.values_.end());
    c.values_.erase(std::unique(c.values_.begin(), c.values_.end()), c.values_.end());
    // Every value is there, so the search always finds it.
    const auto place = [&](const std::string& value) {
        return static_cast<std::uint32_t>(std::lower_bound(c.values_.begin(), c.values_.end(), value) -
                                          c.values_.begin());
    };
    // By the old number of a value, its new one.
    std::vector<std::uint32_t> moved;
    for (const auto& value : values_) moved.push_back(place(value));

    const auto docs = db.get_lastdocid() + 1;
    c.starts_.reserve(docs + 1);
    c.all_.reserve(all_.size());
    auto next = now.begin();
    // Copies the rows of all stories, except those that changed, which are read from the index.
    for (DocId doc = 0; doc < docs; ++doc) {
        c.starts_.push_back(static_cast<std::uint32_t>(c.all_.size()));
        if (next != now.end() && next->first == doc)
            for (const auto& value : (next++)->second) c.all_.push_back(place(value));
        else
            for (auto value : of(doc)) c.all_.push_back(moved[value]);
    }
    c.starts_.push_back(static_cast<std::uint32_t>(c.all_.size()));
    c.note_only();
    return c;
}

std::vector<std::uint32_t> Columns::counts(const std::vector<DocId>& stories) const {
    // The last count is for stories without a value, which `only_` gives the number values_.size().
    std::vector<std::uint32_t> counts(values_.size() + 1);
    if (!only_.empty())
        for (auto doc : stories) ++counts[only_[doc]];
    else
        for (auto doc : stories)
            for (auto at = starts_[doc]; at < starts_[doc + 1]; ++at) ++counts[all_[at]];
    counts.pop_back();
    return counts;
}

Numbers::Numbers(const Xapian::Database& db) : words(db.get_lastdocid() + 1) {
    for (const auto& [slot, column] : slots) {
        (this->*column).resize(words.size(), none);
        const auto end = db.valuestream_end(slot);
        for (auto v = db.valuestream_begin(slot); v != end; ++v) {
            if (v.get_docid() >= words.size()) glass::damaged();
            (this->*column)[v.get_docid()] = number(*v);
        }
    }
    // The list of the empty term has all documents, with their lengths.
    const auto end = db.postlist_end("");
    for (auto p = db.postlist_begin(""); p != end; ++p) {
        if (*p >= words.size()) glass::damaged();
        words[*p] = p.get_doclength();
    }
}

Numbers Numbers::with(const Xapian::Database& db, const std::vector<DocId>& changed) const {
    Numbers now = *this;
    now.words.resize(db.get_lastdocid() + 1);
    for (const auto& [slot, column] : slots) (now.*column).resize(now.words.size(), none);
    for (auto doc : changed) try {
            if (doc >= now.words.size()) glass::damaged();
            const auto document = db.get_document(doc);
            for (const auto& [slot, column] : slots) (now.*column)[doc] = number(document.get_value(slot));
            now.words[doc] = db.get_doclength(doc);
        } catch (const Xapian::DocNotFoundError&) {  // it was removed: no list of stories names it
        }
    return now;
}

}  // namespace tangible::index

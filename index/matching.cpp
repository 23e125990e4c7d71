// The order is BM25 with the frequencies and lengths of the stories that may be seen: Xapian's own
// would shift with stories that are hidden.  Each word's rarity is a factor on it here, and Occurring
// (below) gives the part that depends on the story.
#include "index/matching.h"
#include "index/terms.h"
#include <algorithm>
#include <cmath>
#include <xapian.h>

namespace tangible::index {
namespace {

using Kind = Sought::Kind;
constexpr double k1 = 1.2, b = 0.75;

// Weights are whole parts of this, so that their sum is exact.  Xapian adds them in an order that follows how many
// stories have each word, hidden ones too, and of inexact sums the last bit would tell.
constexpr double smallest_part = 0x1p-32;
double exact(double weight) { return std::ceil(weight / smallest_part) * smallest_part; }

class Occurring : public Xapian::Weight {
public:
    explicit Occurring(double average_length) : average_length_(average_length) {
        need_stat(WDF);
        need_stat(DOC_LENGTH);
    }
    double get_sumpart(Xapian::termcount wdf, Xapian::termcount length, Xapian::termcount) const override {
        return exact(factor_ * wdf * (k1 + 1) / (wdf + k1 * (1 - b + b * length / average_length_)));
    }
    double get_maxpart() const override { return exact(factor_ * (k1 + 1)); }
    double get_sumextra(Xapian::termcount, Xapian::termcount) const override { return 0; }
    double get_maxextra() const override { return 0; }

private:
    Occurring* clone() const override { return new Occurring(average_length_); }  // Xapian owns it
    void init(double factor) override { factor_ = factor; }
    double average_length_, factor_ = 0;
};

/// The stories that may be seen, as Xapian asks for them: one by one, before it looks at their positions.
class Seen : public Xapian::PostingSource {
public:
    Seen(const DocSet& stories, Budget& budget) : docs_(stories.docs()), budget_(budget) {}
    Xapian::doccount get_termfreq_min() const override { return size(); }
    Xapian::doccount get_termfreq_est() const override { return size(); }
    Xapian::doccount get_termfreq_max() const override { return size(); }
    void init(const Xapian::Database&) override { at_ = docs_.begin(), begun_ = false; }
    void next(double) override {
        if (begun_) ++at_;
        begun_ = true;
        budget_.spend();
    }
    void skip_to(Xapian::docid doc, double) override {
        begun_ = true;
        at_ = std::lower_bound(at_, docs_.end(), doc);
        budget_.spend();
    }
    bool at_end() const override { return at_ == docs_.end(); }
    Xapian::docid get_docid() const override { return *at_; }

private:
    Xapian::doccount size() const { return static_cast<Xapian::doccount>(docs_.size()); }
    const std::vector<DocId>& docs_;
    Budget& budget_;
    std::vector<DocId>::const_iterator at_;
    bool begun_ = false;
};

class Collecting : public Xapian::MatchSpy {
public:
    void operator()(const Xapian::Document& doc, double) override { docs.push_back(doc.get_docid()); }
    std::vector<DocId> docs;
};

class Asking {
public:
    Asking(Reader& reader, Sight sight)
        : reader_(reader), sight_(sight), seen_(reader.visible(sight).stories, reader.budget()) {}

    Xapian::Query query(const Sought& s) const {
        switch (s.kind) {
        case Kind::everything:
            return Xapian::Query::MatchAll;
        case Kind::any:
            return weighed(s, s.weighs ? any(s, Xapian::Query::OP_SYNONYM) : any(s, Xapian::Query::OP_OR));
        case Kind::phrase:
            return weighed(s, positional(Xapian::Query::OP_PHRASE, s, s.parts.size()));
        case Kind::near:
            return weighed(s, positional(Xapian::Query::OP_NEAR, s, static_cast<std::size_t>(s.window)));
        case Kind::years:
            return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, terms::year_slot, Xapian::sortable_serialise(s.from),
                                 Xapian::sortable_serialise(s.to));
        case Kind::both:
            return joined(Xapian::Query::OP_AND, s.parts);
        case Kind::either:
            return joined(Xapian::Query::OP_OR, s.parts);
        case Kind::without:
            return without(s.parts);
        }
        return {};
    }

    /// Holds while this does.
    Xapian::Query allowed(const Sought& s) {
        return Xapian::Query(Xapian::Query::OP_FILTER, query(s), Xapian::Query(&seen_));
    }

private:
    static Xapian::Query any(const Sought& s, Xapian::Query::op op) {
        return Xapian::Query(op, s.terms.begin(), s.terms.end());
    }

    static Xapian::Query positional(Xapian::Query::op op, const Sought& s, std::size_t window) {
        std::vector<Xapian::Query> words;
        for (const auto& word : s.parts) words.push_back(any(word, Xapian::Query::OP_OR));
        return Xapian::Query(op, words.begin(), words.end(), static_cast<Xapian::termcount>(window));
    }

    Xapian::Query joined(Xapian::Query::op op, const std::vector<Sought>& parts) const {
        std::vector<Xapian::Query> queries;
        for (const auto& p : parts) queries.push_back(query(p));
        return Xapian::Query(op, queries.begin(), queries.end());
    }

    Xapian::Query without(const std::vector<Sought>& parts) const {
        const std::vector<Sought> unwanted(parts.begin() + 1, parts.end());
        return Xapian::Query(Xapian::Query::OP_AND_NOT, query(parts[0]), joined(Xapian::Query::OP_OR, unwanted));
    }

    Xapian::Query weighed(const Sought& s, const Xapian::Query& q) const {
        return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, q, s.weighs ? s.counts * rarity(s) : 0);
    }

    // Of a phrase: of its words in the mean.
    double rarity(const Sought& s) const {
        if (s.kind != Kind::any) {
            double sum = 0;
            for (const auto& word : s.parts) sum += rarity(word);
            return s.parts.empty() ? 0 : sum / static_cast<double>(s.parts.size());
        }
        const double all = reader_.visible(sight_).stories.size(), with = reader_.frequency(s.terms, sight_);
        return std::log(1 + (all - with + 0.5) / (with + 0.5));
    }

    Reader& reader_;
    Sight sight_;
    Seen seen_;
};

// When it happened, and then when it came; before that, if wanted, since when it can be found.  Of two that came at
// once the lower reference, whatever their numbers here.
struct ByTime : Xapian::MultiValueKeyMaker {
    explicit ByTime(Sort sort) {
        if (sort == Sort::latest) add_value(terms::opened_slot, true);
        add_value(terms::year_slot, sort != Sort::oldest);
        add_value(terms::received_slot, sort != Sort::oldest);
        add_value(terms::reference_slot, false);
    }
};

}  // namespace

Matches matches(Reader& reader, const Sought& sought, Sight sight, Sort sort, std::uint32_t limit) {
    const auto count = reader.database().get_doccount();
    if (count == 0) return {};
    Xapian::Enquire enquire(reader.database());
    Asking asking(reader, sight);
    enquire.set_query(asking.allowed(sought));
    enquire.set_weighting_scheme(Occurring(reader.visible(sight).average_length));
    ByTime key(sort);
    if (sort == Sort::relevance)
        enquire.set_sort_by_relevance_then_key(&key, false);
    else
        enquire.set_sort_by_key(&key, false);
    Collecting spy;
    enquire.add_matchspy(&spy);
    const auto found = enquire.get_mset(0, std::min(std::max<std::uint32_t>(limit, 1), count), count);
    Matches result;
    for (auto m = found.begin(); m != found.end() && result.best.size() < limit; ++m)
        result.best.push_back({*m, m.get_weight()});
    std::sort(spy.docs.begin(), spy.docs.end());
    result.all = DocSet(std::move(spy.docs));
    return result;
}

DocSet matching(Reader& reader, const Sought& sought, Sight sight) {
    const auto count = reader.database().get_doccount();
    if (count == 0) return {};
    Xapian::Enquire enquire(reader.database());
    Asking asking(reader, sight);
    enquire.set_query(asking.allowed(sought));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    Collecting spy;
    enquire.add_matchspy(&spy);
    enquire.get_mset(0, 1, count);
    std::sort(spy.docs.begin(), spy.docs.end());
    return DocSet(std::move(spy.docs));
}

}  // namespace tangible::index

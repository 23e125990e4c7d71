// The order is BM25 with the frequencies and lengths of the stories that may be seen: Xapian's own would shift with
// stories that are hidden.  Xapian is asked for the stories of a term, and which of some stories have words side by
// side; the rest is worked out here on plain vectors, which takes a tenth of what its matcher does when all matches are
// wanted, for counts.
#include "index/matching.h"
#include "index/order.h"
#include <algorithm>
#include <cmath>
#include <iterator>
#include <xapian.h>

namespace tangible::index {
namespace {

using Kind = Sought::Kind;
constexpr double k1 = 1.2, b = 0.75;

// Weights are whole parts of this, so that their sum is exact.  They are added in an order that follows how many
// stories have each word, hidden ones too, and of inexact sums the last bit would tell.
constexpr double smallest_part = 0x1p-32;
double exact(double weight) { return std::ceil(weight / smallest_part) * smallest_part; }

/// Some of the stories, as Xapian asks for them: one by one, before it looks at their positions.
class Candidates : public Xapian::PostingSource {
public:
    Candidates(const std::vector<DocId>& docs, Budget& budget) : docs_(docs), budget_(budget) {}
    Xapian::doccount get_termfreq_min() const override { return size(); }
    Xapian::doccount get_termfreq_est() const override { return size(); }
    Xapian::doccount get_termfreq_max() const override { return size(); }
    void init(const Xapian::Database&) override { at_ = docs_.begin(), begun_ = false; }
    void next(double) override {
        if (begun_) ++at_;
        begun_ = true;
        budget_.spend(steps_a_story);
    }
    void skip_to(Xapian::docid doc, double) override {
        begun_ = true;
        at_ = std::lower_bound(at_, docs_.end(), doc);
        budget_.spend(steps_a_story);
    }
    bool at_end() const override { return at_ == docs_.end(); }
    Xapian::docid get_docid() const override { return *at_; }

private:
    static constexpr std::uint32_t steps_a_story = 64;  // whose positions are then read
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

Xapian::Query side_by_side(const Sought& s) {
    std::vector<Xapian::Query> words;
    for (const auto& word : s.parts) words.emplace_back(Xapian::Query::OP_OR, word.terms.begin(), word.terms.end());
    const bool phrase = s.kind == Kind::phrase;
    return {phrase ? Xapian::Query::OP_PHRASE : Xapian::Query::OP_NEAR, words.begin(), words.end(),
            phrase ? static_cast<Xapian::termcount>(s.parts.size()) : static_cast<Xapian::termcount>(s.window)};
}

/// How often each story has a word; each story once.
struct Occurring {
    std::vector<DocId> docs;
    std::vector<std::uint32_t> times;
};

class Evaluating {
public:
    Evaluating(Reader& reader, Sight sight, bool weighing)
        : reader_(reader), db_(reader.database()), sight_(sight), seen_(reader.visible(sight)), weighing_(weighing) {}

    Found all(const Sought& s) { return found(s, seen_.stories, 1); }

private:
    /// Those of `within` that have what is sought; their weights `scale` times.
    Found found(const Sought& s, const DocSet& within, double scale) {
        switch (s.kind) {
        case Kind::everything:
            return unweighed(within.docs());
        case Kind::any:
            return any(s, within, scale * s.counts * (weighs(s) ? rarity(s) : 0));
        case Kind::phrase:
        case Kind::near:
            return positional(s, within, scale * s.counts * (weighs(s) ? rarity(s) : 0));
        case Kind::years:
            return years(s, within);
        case Kind::both:
            return both(s.parts, within, scale);
        case Kind::either:
            return either(s.parts, within, scale);
        case Kind::without:
            return without(s.parts, within, scale);
        }
        return {};
    }

    Found unweighed(std::vector<DocId> docs) const {
        std::vector<double> weights(weighing_ ? docs.size() : 0);
        return {std::move(docs), std::move(weights)};
    }

    bool weighs(const Sought& s) const { return weighing_ && s.weighs; }

    // Of a phrase: of its words in the mean.
    double rarity(const Sought& s) {
        if (s.kind != Kind::any) {
            double sum = 0;
            for (const auto& word : s.parts) sum += rarity(word);
            return s.parts.empty() ? 0 : sum / static_cast<double>(s.parts.size());
        }
        const double all = seen_.stories.size(), with = reader_.frequency(s.terms, sight_);
        return std::log(1 + (all - with + 0.5) / (with + 0.5));
    }

    Found any(const Sought& s, const DocSet& within, double scale) {
        auto occurring = s.terms.size() == 1 ? of_one(s.terms[0], within) : of_any(s.terms, within);
        auto f = unweighed(std::move(occurring.docs));
        if (scale == 0) return f;
        const auto& words = reader_.numbers().words;
        for (std::size_t i = 0; i < f.docs.size(); ++i) {
            const double length = words[f.docs[i]], times = std::min<double>(occurring.times[i], length);
            f.weights[i] = exact(scale * times * (k1 + 1) / (times + k1 * (1 - b + b * length / seen_.average_length)));
        }
        return f;
    }

    // Story by story of a few, or posting by posting of all.
    template <class Each> void each(const std::string& term, const DocSet& within, Each with) {
        constexpr std::size_t postings_a_skip = 16;
        auto p = db_.postlist_begin(term);
        const auto end = db_.postlist_end(term);
        auto& budget = reader_.budget();
        if (within.size() * postings_a_skip < db_.get_termfreq(term)) {
            for (auto doc : within.docs()) {
                budget.spend(postings_a_skip);
                if (p == end || (p.skip_to(doc), p == end)) return;
                if (*p == doc) with(doc, p.get_wdf());
            }
            return;
        }
        for (; p != end; ++p) {
            budget.spend();
            if (const auto doc = *p; within.has(doc)) with(doc, p.get_wdf());
        }
    }

    Occurring of_one(const std::string& term, const DocSet& within) {
        Occurring o;
        each(term, within, [&](DocId doc, std::uint32_t times) {
            o.docs.push_back(doc);
            o.times.push_back(times);
        });
        return o;
    }

    Occurring of_any(const std::vector<std::string>& terms, const DocSet& within) {
        Adding<std::uint32_t> sums(db_.get_lastdocid());
        for (const auto& term : terms)
            each(term, within, [&](DocId doc, std::uint32_t times) { sums.add(doc, times); });
        Occurring o{sums.docs(), {}};
        for (auto doc : o.docs) o.times.push_back(sums.of(doc));
        return o;
    }

    Found positional(const Sought& s, const DocSet& within, double scale) {
        auto words = s.parts;
        for (auto& w : words) w.weighs = false;
        const auto candidates = both(words, within, 1);
        Candidates source(candidates.docs, reader_.budget());
        Xapian::Enquire enquire(db_);
        enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, side_by_side(s), Xapian::Query(&source)));
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        Collecting spy;
        enquire.add_matchspy(&spy);
        enquire.get_mset(0, 1, db_.get_doccount());
        std::sort(spy.docs.begin(), spy.docs.end());
        const DocSet stories(std::move(spy.docs));
        return scale == 0 ? unweighed(stories.docs()) : weighed_by_words(s.parts, stories, scale);
    }

    Found weighed_by_words(const std::vector<Sought>& words, const DocSet& stories, double scale) {
        Adding<double> weights(db_.get_lastdocid());
        for (const auto& word : words) add(weights, any(word, stories, scale));
        return sum(weights);
    }

    Found years(const Sought& s, const DocSet& within) const {
        std::vector<DocId> docs;
        const auto& year = reader_.numbers().year;
        std::copy_if(within.docs().begin(), within.docs().end(), std::back_inserter(docs),
                     [&](DocId d) { return year[d] >= s.from && year[d] <= s.to; });
        return unweighed(std::move(docs));
    }

    // The rarest first: the others are then looked for in few stories.
    Found both(std::vector<Sought> parts, const DocSet& within, double scale) {
        std::stable_sort(parts.begin(), parts.end(),
                         [&](const Sought& x, const Sought& y) { return at_most(x) < at_most(y); });
        if (parts.empty()) return found({}, within, scale);
        auto all = found(parts[0], within, scale);
        for (auto part = parts.begin() + 1; part != parts.end() && !all.docs.empty(); ++part)
            all = in_both(all, found(*part, DocSet(all.docs), scale));
        return all;
    }

    Found either(const std::vector<Sought>& parts, const DocSet& within, double scale) {
        Adding<double> weights(db_.get_lastdocid());
        for (const auto& part : parts) add(weights, found(part, within, scale));
        auto all = sum(weights);
        if (!weighing_) all.weights.clear();
        return all;
    }

    Found without(const std::vector<Sought>& parts, const DocSet& within, double scale) {
        auto wanted = found(parts[0], within, scale);
        for (auto part = parts.begin() + 1; part != parts.end(); ++part)
            wanted = but(wanted, found(*part, DocSet(wanted.docs), 0));
        return wanted;
    }

    std::size_t at_most(const Sought& s) const {
        std::size_t n = 0;
        switch (s.kind) {
        case Kind::any:
            for (const auto& term : s.terms) n += db_.get_termfreq(term);
            return n;
        case Kind::either:
            for (const auto& part : s.parts) n += at_most(part);
            return n;
        case Kind::without:
            return at_most(s.parts[0]);
        case Kind::both:
        case Kind::phrase:
        case Kind::near:
            n = db_.get_doccount();
            for (const auto& part : s.parts) n = std::min(n, at_most(part));
            return n;
        case Kind::everything:
        case Kind::years:
            return db_.get_doccount();
        }
        return n;
    }

    Reader& reader_;
    const Xapian::Database& db_;
    Sight sight_;
    const Visible& seen_;
    bool weighing_;
};

}  // namespace

Matches matches(Reader& reader, const Sought& sought, Sight sight, Sort sort, std::uint32_t limit) {
    auto found = Evaluating(reader, sight, sort == Sort::relevance).all(sought);
    return {best(found, reader.numbers(), sort, limit), DocSet(std::move(found.docs))};
}

DocSet matching(Reader& reader, const Sought& sought, Sight sight) {
    return DocSet(Evaluating(reader, sight, false).all(sought).docs);
}

}  // namespace tangible::index

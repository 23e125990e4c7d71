// Finds stories and orders them by BM25, with the frequencies and lengths of the stories in sight. Xapian's own order
// would shift with stories that are hidden, and so give them away.
//
// The index is asked only for the stories of a term and its positions in them. The rest is worked out here on plain
// vectors, node by node of the Sought. When all matches are wanted, for counts, that takes a tenth of the time of
// Xapian's matcher.
#include "index/search/matching.h"
#include "index/reader/lists.h"
#include "index/reader/side_by_side.h"
#include "index/search/order.h"
#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <xapian.h>

namespace tangible::index {
namespace {

using Kind = Sought::Kind;
// The usual parameters of BM25 (Robertson and Zaragoza 2009). 121 candidates were compared (tests/bench/README.md).
constexpr double k1 = 1.2, b = 0.75;

// Weights are rounded up to whole multiples of 2^-32, so that their sums are exact. The order in which they are added
// follows how many stories have each word, hidden ones included. With rounding errors the last bit of a sum would
// depend on that order, and so give hidden stories away.
constexpr double smallest_part = 0x1p-32;
double exact(double weight) { return std::ceil(weight / smallest_part) * smallest_part; }

// Evaluates one Sought. Each function returns the stories of `within` that meet a node, ascending.
class Evaluating {
public:
    Evaluating(Reader& reader, Sight sight, bool weighing)
        : reader_(reader), db_(reader.database()), sight_(sight), seen_(reader.visible(sight)), weighing_(weighing) {}

    Found all(const Sought& s) { return found(s, seen_.stories, 1); }

private:
    /// Returns the stories of `within` that have what is sought, with `scale` times their weights.
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

    // Weights of 0, or none when nobody weighs.
    Found unweighed(std::vector<DocId> docs) const {
        std::vector<double> weights(weighing_ ? docs.size() : 0);
        return {std::move(docs), std::move(weights)};
    }

    bool weighs(const Sought& s) const { return weighing_ && s.weighs; }

    // Returns the inverse document frequency of BM25, log(1 + (N - n + 0.5) / (n + 0.5)), among stories in sight. For a
    // phrase it is the mean of its words.
    double rarity(const Sought& s) {
        if (s.kind != Kind::any) {
            double sum = 0;
            for (const auto& word : s.parts) sum += rarity(word);
            return s.parts.empty() ? 0 : sum / static_cast<double>(s.parts.size());
        }
        const double all = seen_.stories.size(), with = reader_.frequency(s.terms, sight_);
        return std::log(1 + (all - with + 0.5) / (with + 0.5));
    }

    // BM25: the more often a word occurs, the more it counts, but each time by less (k1); it counts less in longer
    // stories (b).
    Found any(const Sought& s, const DocSet& within, double scale) {
        auto occurring = of_any(s.terms, within);
        auto f = unweighed(std::move(occurring.docs));
        if (scale == 0) return f;
        const auto& words = reader_.numbers().words;
        for (std::size_t i = 0; i < f.docs.size(); ++i) {
            const double length = words[f.docs[i]], times = std::min<double>(occurring.times[i], length);
            f.weights[i] = exact(scale * times * (k1 + 1) / (times + k1 * (1 - b + b * length / seen_.average_length)));
        }
        return f;
    }

    Occurring of_any(const std::vector<std::string>& terms, const DocSet& within) {
        if (terms.size() == 1) return among(within, terms[0]);
        Adding<std::uint32_t> sums(db_.get_lastdocid());
        for (const auto& term : terms) {
            const auto some = among(within, term);
            for (std::size_t i = 0; i < some.docs.size(); ++i) sums.add(some.docs[i], some.times[i]);
        }
        Occurring all{sums.docs(), {}};
        for (auto doc : all.docs) all.times.push_back(sums.of(doc));
        return all;
    }

    Occurring among(const DocSet& within, const std::string& term) {
        return reader_.lists().among(within, term, reader_.budget());
    }

    Found positional(const Sought& s, const DocSet& within, double scale) {
        auto words = s.parts;
        for (auto& w : words) w.weighs = false;
        auto docs = both(words, within, 1).docs;
        const DocSet stories(s.kind == Kind::phrase ? in_a_row(words, std::move(docs))
                                                    : near_together(words, static_cast<std::uint32_t>(s.window), docs));
        return scale == 0 ? unweighed(stories.docs()) : weighed_by_words(s.parts, stories, scale);
    }

    // Returns those of `docs` in which the words stand one after the other. The rarest word comes first, so that the
    // places of the others are read for few stories only. `rarest` keeps, for each story left, the places that still
    // fit.
    std::vector<DocId> in_a_row(const std::vector<Sought>& words, std::vector<DocId> docs) {
        std::vector<std::size_t> order(words.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(),
                         [&](auto x, auto y) { return at_most(words[x]) < at_most(words[y]); });
        auto rarest = places(words[order[0]], docs);
        Positions here;
        for (std::size_t i = 1; i < order.size(); ++i) {
            const auto distance = static_cast<std::int64_t>(order[i]) - static_cast<std::int64_t>(order[0]);
            PlacesByStory left;
            std::vector<DocId> kept;
            each_places(words[order[i]], docs, [&](std::size_t n, std::span<const std::uint32_t> follow) {
                here.assign(rarest.of(n).begin(), rarest.of(n).end());
                keep_followed(here, follow, distance);
                if (here.empty()) return;
                left.add(here);
                kept.push_back(docs[n]);
            });
            rarest = std::move(left), docs = std::move(kept);
        }
        return docs;
    }

    // Returns those of `docs` in which all words stand within the window.
    std::vector<DocId> near_together(const std::vector<Sought>& words, std::uint32_t window,
                                     const std::vector<DocId>& docs) {
        std::vector<PlacesByStory> all;
        for (std::size_t w = 0; w + 1 < words.size(); ++w) all.push_back(places(words[w], docs));
        std::vector<std::span<const std::uint32_t>> here(words.size());
        std::vector<DocId> kept;
        each_places(words.back(), docs, [&](std::size_t n, std::span<const std::uint32_t> last) {
            for (std::size_t w = 0; w < all.size(); ++w) here[w] = all[w].of(n);
            here.back() = last;
            if (near(here, window, reader_.budget())) kept.push_back(docs[n]);
        });
        return kept;
    }

    // Returns the places of a word, which are those of any of its terms, by story.
    PlacesByStory places(const Sought& word, const std::vector<DocId>& docs) {
        PlacesByStory all;
        each_places(word, docs, [&](std::size_t, auto places) { all.add(places); });
        return all;
    }

    // Calls `with` for each of `docs` with the word's places. The places of several terms are merged one term at a
    // time; only the last round hands them out.
    void each_places(const Sought& word, const std::vector<DocId>& docs, const Lists::With& with) {
        PlacesByStory before;
        Positions both;
        for (std::size_t t = 0; t < word.terms.size(); ++t) {
            PlacesByStory sum;
            reader_.lists().places(docs, word.terms[t], reader_.budget(), [&](std::size_t n, auto places) {
                if (t > 0) {
                    both.clear();
                    std::ranges::set_union(before.of(n), places, std::back_inserter(both));
                    places = both;
                }
                t + 1 == word.terms.size() ? with(n, places) : sum.add(places);
            });
            before = std::move(sum);
        }
    }

    // A phrase weighs as its words do, in the stories that have it.
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

    // The rarest condition first: the others are then looked for in few stories.
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

    // What is excluded weighs nothing, hence the 0.
    Found without(const std::vector<Sought>& parts, const DocSet& within, double scale) {
        auto wanted = found(parts[0], within, scale);
        for (auto part = parts.begin() + 1; part != parts.end(); ++part)
            wanted = but(wanted, found(*part, DocSet(wanted.docs), 0));
        return wanted;
    }

    // Returns an upper bound of how many stories meet the node, to choose an order. It counts hidden stories, too,
    // which is why weights must be exact (see above).
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

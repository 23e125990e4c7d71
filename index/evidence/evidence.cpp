// The counted set is what the search words of a Count find under Use::count; every figure is taken from it, so
// that a figure and its door cannot differ.
#include "index/evidence/evidence.h"
#include "index/evidence/drawn.h"
#include "index/evidence/quotes.h"
#include "index/fields.h"
#include "index/searcher.h"
#include "schemas/clock.h"
#include "schemas/error.h"
#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace tangible::index {
class Evidencer {
public:
    Evidencer(Searcher& searcher, const Theme& theme, bool confirmed_only, const EvidenceLimits& limits)
        : searcher_(*searcher.impl_), reader_(searcher_.reader), theme_(theme), confirmed_only_(confirmed_only),
          limits_(limits) {}

    Evidence gathered() {
        Evidence e;
        reader_.steadily([&] {
            e = Evidence{};
            count();
            numbers(e);
            words(e);
        });
        return e;
    }

private:
    /// A story with the theme, and its passages on it.
    struct Told {
        DocId doc = 0;
        StoryId story;
        std::vector<Coding> codings;
    };
    using Of = std::vector<Told>;

    DocSet with(const std::string& term) { return DocSet(reader_.postings(term)); }

    /// Countable stories that have a theme, with their passages on it.
    Of passages_on(const Theme& theme) {
        Of of;
        const auto term = terms::value(confirmed_only_ ? terms::confirmed_theme : terms::theme, theme.slug());
        const auto stories = with(term) & reader_.visible(Use::count).stories;
        for (auto doc : stories.docs()) {
            auto [story, codings] = reader_.story(doc);
            std::erase_if(codings, [&](const Coding& c) {
                return c.theme != theme.id || c.verdict == Verdict::rejected ||
                       (confirmed_only_ && !confirmed(c.verdict));
            });
            if (!codings.empty()) of.push_back({doc, std::move(story), std::move(codings)});
        }
        return of;
    }

    void count() {
        of_ = passages_on(theme_);
        passages_.clear();
        for (const auto& told : of_) passages_[told.doc] = static_cast<std::uint32_t>(told.codings.size());
        partnership_.clear();
        const auto& columns = reader_.columns(field("partnership")->prefix);
        for (const auto& told : of_)
            if (const auto values = columns.of(told.doc); !values.empty())
                partnership_[told.doc] = &columns.values()[values.front()];
    }

    std::string query() const { return (confirmed_only_ ? "checked:" : "theme:") + theme_.slug(); }

    static std::string in_quotes(const std::string& value) {
        return value.find(' ') == value.npos ? value : '"' + value + '"';
    }

    /// Of those in `group`: the countable stories, and of these the counted ones.
    Count counted(const std::string& label, const std::string& value, const std::string& query,
                  const std::vector<DocId>& group) {
        Count c{label, value, 0, 0, 0, reader_.visible(Use::count).stories.count(group), query};
        std::unordered_set<const std::string*> partnerships;
        for (auto doc : group) {
            const auto passages = passages_.find(doc);
            if (passages == passages_.end()) continue;
            ++c.stories;
            c.passages += passages->second;
            if (auto p = partnership_.find(doc); p != partnership_.end()) partnerships.insert(p->second);
        }
        c.partnerships = static_cast<std::uint32_t>(partnerships.size());
        return c;
    }

    /// A row for each value that some countable story has.
    std::vector<Count> by(const char* name, const std::map<std::string, std::string>& labels = {}) {
        std::vector<Count> rows;
        const std::string prefix = field(name)->prefix;
        for (const auto& value : reader_.columns(prefix).values()) {
            const auto label = labels.find(value);
            auto row = counted(label == labels.end() ? value : label->second, value,
                               query() + " " + name + ":" + in_quotes(value), reader_.postings(prefix + value));
            if (row.of_stories > 0) rows.push_back(std::move(row));
        }
        return rows;
    }

    static void most_first(std::vector<Count>& rows) {
        std::stable_sort(rows.begin(), rows.end(),
                         [](const Count& a, const Count& b) { return a.stories > b.stories; });
    }

    void numbers(Evidence& e) {
        e.theme = theme_.id;
        e.total = counted(theme_.label, theme_.slug(), query(), reader_.visible(Use::count).stories.docs());
        std::map<std::string, std::string> names;
        for (const auto& p : searcher_.store.partnerships()) names[p.id] = p.name;
        e.by_year = by("year");
        e.by_partner = by("partner");
        e.by_partnership = by("partnership", names);
        e.all_partnerships = static_cast<std::uint32_t>(e.by_partnership.size());
        std::erase_if(e.by_partnership, [](const Count& c) { return c.stories == 0; });
        most_first(e.by_partner);
        most_first(e.by_partnership);
        const auto& readable = reader_.visible(Use::publish).stories;
        for (const auto& told : of_) {
            tally(e, told.codings);
            e.stories_count_only += !readable.has(told.doc);
        }
        e.edition = searcher_.codebook.edition;
        e.as_of_ms = now_ms();
    }

    static void tally(Evidence& e, const std::vector<Coding>& codings) {
        for (const auto& c : codings) {
            ++(confirmed(c.verdict) ? e.passages_confirmed : e.passages_suggested);
            e.passages_against += c.polarity == Polarity::against;
        }
        e.stories_confirmed += std::ranges::any_of(codings, confirmed, &Coding::verdict);
    }

    /// Passages of stories that may be quoted, in the order of the index; `against` or not.
    std::vector<Passage> quotable(const Of& of, bool against) {
        std::vector<Passage> out;
        for (const auto& told : of) {
            if (!quotable_.has(told.doc)) continue;
            const auto p = partnership_.find(told.doc);
            for (const auto& c : told.codings)
                if ((c.polarity == Polarity::against) == against)
                    out.push_back({&told.story, p == partnership_.end() ? &told.story : p->second, &c});
        }
        return out;
    }

    void words(Evidence& e) {
        quotable_ = reader_.visible(Use::quote).stories & reader_.visible(Use::publish).stories;
        for (const auto& told : of_)
            if (!quotable_.has(told.doc)) e.quotes_withheld += static_cast<std::uint32_t>(told.codings.size());
        Of opposites;
        for (const auto& id : theme_.opposites)
            std::ranges::move(passages_on(searcher_.codebook.at(id)), std::back_inserter(opposites));
        e.quotes = quotes(searcher_.store, in_turn(quotable(of_, false)), limits_.quotes);
        e.counter_quotes =
            quotes(searcher_.store, alternating(in_turn(quotable(of_, true)), in_turn(quotable(opposites, false))),
                   limits_.counter_quotes);
    }

    Searcher::Impl& searcher_;
    Reader& reader_;
    const Theme& theme_;
    bool confirmed_only_;
    EvidenceLimits limits_;
    Of of_;
    std::unordered_map<DocId, std::uint32_t> passages_;          ///< how many, of the stories counted
    std::unordered_map<DocId, const std::string*> partnership_;  ///< its id, of the stories that have one
    DocSet quotable_;
};

namespace {

std::optional<DrawnCount> drawn_count(Store& store, const Theme& theme) {
    auto read = store.read_through(Use::count);
    std::erase_if(read, [&](const ReadThrough& r) { return !r.drawn || !r.asked_for(theme.id); });
    if (read.size() < DrawnCount::fewest) return {};
    std::set<StoryId> stories;
    for (const auto& r : read) stories.insert(r.story);
    std::vector<Decision> decisions;
    for (const auto& s : stories) std::ranges::move(store.decisions(s), std::back_inserter(decisions));
    const auto share = drawn_share(theme, decisions, read);
    if (share.of < DrawnCount::fewest) return {};
    return DrawnCount{share.stories, share.of, share.interval.low, share.interval.high};
}

}  // namespace

Evidence evidence(Searcher& searcher, Store& store, const Codebook& codebook, const std::string& theme,
                  bool confirmed_only, const EvidenceLimits& limits) {
    auto out = Evidencer(searcher, codebook.at(theme), confirmed_only, limits).gathered();
    if (limits.drawn) out.drawn = drawn_count(store, codebook.at(theme));
    return out;
}

}  // namespace tangible::index

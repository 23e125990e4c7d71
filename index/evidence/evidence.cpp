// Every figure counts what the search words of its Count find for its reader, so that a figure and the list of stories
// behind it cannot differ. Hidden stories enter only the numbers of stories, through public_row.
//
// The index alone gives all figures; only quotes read stories from the store.
#include "index/evidence/evidence.h"
#include "index/document/fields.h"
#include "index/evidence/public_row.h"
#include "index/evidence/quotes.h"
#include "index/question/question.h"
#include "index/search/searcher.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace tangible::index {
namespace {

// Of the budget: about what it takes to read a document's data.
constexpr std::uint32_t steps_of_a_story = 64;

}  // namespace

/// Gathers the evidence for one theme. Afterwards the object is of no further use.
class Evidencer {
public:
    Evidencer(Searcher& searcher, const Theme& theme, bool confirmed_only, Use shown_to, const EvidenceLimits& limits)
        : searcher_(*searcher.impl_), reader_(searcher_.reader), theme_(theme), confirmed_only_(confirmed_only),
          shown_to_(shown_to), sight_(counted_for(shown_to)), limits_(limits) {}

    // Phases: count() finds the stories and passages, numbers() makes the figures, words() the quotes. When the index
    // moves on meanwhile, all three run again from the beginning.
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

    // All themes at once, from the columns and without reading a document.
    static ThemeTotals totals(Searcher& searcher, Use shown_to) {
        ThemeTotals totals;
        auto& index = searcher.impl_->reader;
        index.steadily([&] {
            totals = ThemeTotals{};
            const auto use = counted_for(shown_to);
            const auto& seen = index.visible(use).stories;
            const auto unseen = use == Use::publish ? hidden_in(index) : std::vector<DocId>{};
            const auto& themes = index.columns(terms::theme);
            const auto shown = themes.counts(seen.docs()), hidden = themes.counts(unseen);
            totals.stories = seen.size() + in_full_groups(static_cast<std::uint32_t>(unseen.size()));
            for (std::size_t t = 0; t < shown.size(); ++t)
                totals.of[themes.values()[t]] = shown[t] + in_full_groups(hidden[t]);
        });
        return totals;
    }

private:
    /// A story with the theme, and its passages on it that count.
    struct Told {
        DocId doc = 0;
        StoryId story;
        std::vector<Coding> codings;
    };
    using Of = std::vector<Told>;

    /// Returns the use whose stories are counted in every figure: those that anyone may read for the public, and all
    /// that may be counted for others.
    static Use counted_for(Use shown_to) { return shown_to == Use::publish ? Use::publish : Use::count; }

    /// Returns the hidden stories: those that may be counted but that not everybody may read. They come in the order in
    /// which they became so. A new one is always behind the others, so that it changes no earlier group.
    ///
    /// Only stories that an administrator brought in are included. A stranger who could send in four of a group of five
    /// would learn about the fifth.
    static std::vector<DocId> hidden_in(Reader& index) {
        const auto& seen = index.visible(Use::publish).stories;
        const DocSet brought(index.postings(field("channel")->prefix + std::string(name(Channel::batch))));
        auto docs = index.visible(Use::count).stories.docs();
        std::erase_if(docs, [&](DocId d) { return seen.has(d) || !brought.has(d); });
        const auto& n = index.numbers();
        std::sort(docs.begin(), docs.end(), [&](DocId a, DocId b) {
            return std::tie(n.opened[a], n.reference[a]) < std::tie(n.opened[b], n.reference[b]);
        });
        return docs;
    }

    // All stories with the term, in sight or not.
    DocSet with(const std::string& term) { return DocSet(reader_.postings(term)); }

    std::string term_of(const Theme& theme) const {
        return terms::value(confirmed_only_ ? terms::confirmed_theme : terms::theme, theme.slug());
    }

    /// Returns the stories in sight that have a theme, with their passages on it that nobody rejected.
    Of passages_on(const Theme& theme) { return passages_on(theme, reader_.visible(sight_).stories); }
    Of passages_on(const Theme& theme, const DocSet& among) {
        Of of;
        const auto stories = with(term_of(theme)) & among;
        for (auto doc : stories.docs()) {
            auto [story, codings] = reader_.story(doc);
            reader_.budget().spend(steps_of_a_story);
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
        partnerships_ = &reader_.columns(field("partnership")->prefix);
        hidden_ = sight_ == Use::publish ? hidden_in(reader_) : std::vector<DocId>{};
        hidden_with_ = hidden_;
        const auto with_theme = with(term_of(theme_));
        std::erase_if(hidden_with_, [&](DocId d) { return !with_theme.has(d); });
    }

    /// Returns the id of a story's partnership; nullptr when it has none. A story is of one at most.
    const std::string* partnership_of(DocId doc) const {
        const auto values = partnerships_->of(doc);
        return values.empty() ? nullptr : &partnerships_->values()[values.front()];
    }

    // The search words that find the counted stories.
    std::string query() const { return (confirmed_only_ ? "checked:" : "theme:") + theme_.slug(); }

    static std::string in_quotes(const std::string& value) {
        return value.find(' ') == value.npos ? value : '"' + value + '"';
    }

    /// Returns the figures of the stories in `group`: how many are in sight, and of these the stories, partnerships and
    /// passages with the theme.
    Count counted(const std::string& label, const std::string& value, const std::string& query,
                  const std::vector<DocId>& group) {
        Count c{label, value, 0, 0, 0, reader_.visible(sight_).stories.count(group), query, false, false};
        std::unordered_set<const std::string*> partnerships;
        for (auto doc : group) {
            const auto passages = passages_.find(doc);
            if (passages == passages_.end()) continue;
            ++c.stories;
            c.passages += passages->second;
            if (const auto* partnership = partnership_of(doc)) partnerships.insert(partnership);
        }
        c.partnerships = static_cast<std::uint32_t>(partnerships.size());
        return c;
    }

    // The row of one field: a cell for each of its values.
    static PublicRow row_of(const std::vector<DocId>& hidden, const Columns& columns) {
        std::vector<std::span<const std::uint32_t>> cells_of;
        cells_of.reserve(hidden.size());
        for (auto doc : hidden) cells_of.push_back(columns.of(doc));
        return public_row(cells_of, columns.values().size());
    }

    // Adds the hidden stories of a cell to a number, or withholds the number.
    static void add_hidden(std::uint32_t& to, bool& suppressed, const PublicCell& cell) {
        suppressed = cell.suppressed;
        to = suppressed ? 0 : to + cell.hidden;
    }

    struct Rows {
        std::vector<Count> told;
        std::vector<Count> untold;  ///< would only say that a few hidden stories exist
    };
    /// Returns a row of figures for each value of a field that a story in sight has, or enough hidden stories to be
    /// shown.
    Rows by(const char* name, const std::map<std::string, std::string>& labels = {}) {
        Rows rows;
        const std::string prefix = field(name)->prefix;
        const auto& columns = reader_.columns(prefix);
        const auto of_theme = row_of(hidden_with_, columns), of_all = row_of(hidden_, columns);
        for (std::size_t i = 0; i < columns.values().size(); ++i) {
            const auto& value = columns.values()[i];
            const auto label = labels.find(value);
            auto row = counted(label == labels.end() ? value : label->second, value,
                               query() + " " + name + ":" + in_quotes(value), reader_.postings(prefix + value));
            // No story has this value any more, or too few of the hidden ones to be in a group.
            if (row.of_stories == 0 && of_all.cells[i] == PublicCell{}) continue;
            const bool told = row.of_stories > 0 || of_all.cells[i].hidden > 0;
            add_hidden(row.stories, row.suppressed, of_theme.cells[i]);
            add_hidden(row.of_stories, row.of_suppressed, of_all.cells[i]);
            (told ? rows.told : rows.untold).push_back(std::move(row));
        }
        return rows;
    }

    /// Returns the rows by year without gaps: a year without a story, between the first and the last, is a row of
    /// zeros. Years that only a few hidden stories have are shown as withheld between these two, and not outside, where
    /// a row would reveal them. The unknown year is last.
    std::vector<Count> by_year() {
        std::map<int, Count> years;
        std::optional<Count> unknown;
        auto by_value = by("year", {{unknown_year, field("year")->label_of(unknown_year)}});
        for (auto& row : by_value.told)
            if (const auto year = years_in(row.value))
                years.emplace(year->from, std::move(row));
            else
                unknown = std::move(row);
        if (!years.empty()) {
            const int first = years.begin()->first, last = years.rbegin()->first;
            for (auto& row : by_value.untold)
                if (const auto year = years_in(row.value); year && first < year->from && year->from < last)
                    years.emplace(year->from, std::move(row));
            constexpr int most_without_gaps = 200;  // a slip such as 0207 must not make thousands of rows
            for (int year = first; year < last && last - first < most_without_gaps; ++year) {
                const auto value = std::to_string(year);
                years.try_emplace(year, Count{value, value, 0, 0, 0, 0, query() + " year:" + value, false, false});
            }
        }
        std::vector<Count> rows;
        for (auto& [year, row] : years) rows.push_back(std::move(row));
        if (unknown) rows.push_back(std::move(*unknown));
        return rows;
    }

    static void most_first(std::vector<Count>& rows) {
        std::stable_sort(rows.begin(), rows.end(),
                         [](const Count& a, const Count& b) { return a.stories > b.stories; });
    }

    // 1. Count the stories in sight: in total, and by year, type of partner and partnership. Years are in order, the
    //    others largest first.
    // 2. Count passages and stories by verdict.
    // 3. Add the hidden stories, in full groups.
    void numbers(Evidence& e) {
        e.theme = theme_.id;
        e.in_public = sight_ == Use::publish;
        e.total = counted(theme_.label, theme_.slug(), query(), reader_.visible(sight_).stories.docs());
        std::map<std::string, std::string> names;
        for (const auto& p : searcher_.store.partnerships()) names[p.id] = p.name;
        e.by_year = by_year();
        e.by_partner = by("partner").told;
        e.by_partnership = by("partnership", names).told;
        e.all_partnerships = partnerships_in_sight();
        std::erase_if(e.by_partnership, [](const Count& c) { return c.stories == 0 && !c.suppressed; });
        most_first(e.by_partner);
        most_first(e.by_partnership);
        const auto& readable = reader_.visible(Use::publish).stories;
        for (const auto& told : of_) {
            tally(e, told.codings);
            e.stories_count_only += !readable.has(told.doc);
        }
        const auto joined = in_full_groups(static_cast<std::uint32_t>(hidden_with_.size()));
        e.stories_count_only += joined;
        e.total.stories += joined;
        e.total.of_stories += in_full_groups(static_cast<std::uint32_t>(hidden_.size()));
        e.edition = searcher_.codebook.edition;
        e.as_of_ms = now_ms();
    }

    // Returns how many partnerships have a story in sight.
    std::uint32_t partnerships_in_sight() {
        const auto counts =
            reader_.columns(field("partnership")->prefix).counts(reader_.visible(sight_).stories.docs());
        return static_cast<std::uint32_t>(counts.size()) -
               static_cast<std::uint32_t>(std::count(counts.begin(), counts.end(), 0u));
    }

    static void tally(Evidence& e, const std::vector<Coding>& codings) {
        for (const auto& c : codings) {
            ++(confirmed(c.verdict)             ? e.passages_confirmed
               : c.verdict == Verdict::disputed ? e.passages_disputed
                                                : e.passages_suggested);
            e.passages_against += c.polarity == Polarity::against;
        }
        e.stories_confirmed += std::ranges::any_of(codings, confirmed, &Coding::verdict);
    }

    /// Returns the passages on a theme from which to choose quotes: those of stories in sight, and of countable stories
    /// out of sight that may be quoted.  Of a story that the reader may not read, only passages that a person
    /// confirmed: suggestions on all themes together could give away most of it.
    Of quotable_on(const Theme& theme, Of of) {
        const DocSet countable = quotable_ & reader_.visible(Use::count).stories;
        const auto& in_sight = reader_.visible(sight_).stories;
        std::vector<DocId> others;
        for (auto doc : countable.docs())
            if (!in_sight.has(doc)) others.push_back(doc);
        std::ranges::move(passages_on(theme, DocSet(std::move(others))), std::back_inserter(of));
        const auto& readable = reader_.visible(shown_to_).stories;
        for (auto& told : of)
            if (!readable.has(told.doc))
                std::erase_if(told.codings, [](const Coding& c) { return !confirmed(c.verdict); });
        return of;
    }

    /// Returns the passages of stories that may be quoted, in the order of the index: those against the theme, or the
    /// others. Disputed ones are quoted for neither.
    std::vector<Passage> quotable(const Of& of, bool against) {
        std::vector<Passage> out;
        for (const auto& told : of) {
            if (!quotable_.has(told.doc)) continue;
            const auto* partnership = partnership_of(told.doc);
            for (const auto& c : told.codings)
                if (c.verdict != Verdict::disputed && (c.polarity == Polarity::against) == against)
                    out.push_back({&told.story, partnership ? partnership : &told.story, &c});
        }
        return out;
    }

    // Counter-quotes are passages against the theme, and passages for its opposites, in turn.
    void words(Evidence& e) {
        quotable_ = reader_.visible(Use::quote).stories;
        for (const auto& told : of_)
            if (!quotable_.has(told.doc))
                e.quotes_withheld += static_cast<std::uint32_t>(std::ranges::count_if(
                    told.codings, [](const Coding& c) { return c.verdict != Verdict::disputed; }));
        Of opposites;
        for (const auto& id : theme_.opposites) {
            const auto& opposite = searcher_.codebook.at(id);
            std::ranges::move(quotable_on(opposite, passages_on(opposite)), std::back_inserter(opposites));
        }
        const Of of_theme = quotable_on(theme_, of_);
        e.quotes = quotes(searcher_.store, in_turn(quotable(of_theme, false)), limits_.quotes, shown_to_);
        e.counter_quotes =
            quotes(searcher_.store, alternating(in_turn(quotable(of_theme, true)), in_turn(quotable(opposites, false))),
                   limits_.counter_quotes, shown_to_);
    }

    Searcher::Impl& searcher_;
    Reader& reader_;
    const Theme& theme_;
    bool confirmed_only_;
    Use shown_to_;
    Use sight_;
    EvidenceLimits limits_;
    Of of_;
    std::vector<DocId> hidden_, hidden_with_;            ///< in order: all hidden stories, and those with the theme
    std::unordered_map<DocId, std::uint32_t> passages_;  ///< how many, by story in sight
    const Columns* partnerships_ = nullptr;              ///< valid while this state of the index lasts
    DocSet quotable_;                                    ///< anyone may quote them
};

Evidence evidence(Searcher& searcher, const Codebook& codebook, const std::string& theme, bool confirmed_only,
                  Use shown_to, const EvidenceLimits& limits) {
    return Evidencer(searcher, codebook.at(theme), confirmed_only, shown_to, limits).gathered();
}

ThemeTotals theme_totals(Searcher& searcher, Use shown_to) { return Evidencer::totals(searcher, shown_to); }

}  // namespace tangible::index

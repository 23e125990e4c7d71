// The first page. figures() collects the counts, the most frequent themes, the years and up to two quotes from the
// index. When that fails, home() shows the page without figures.
#include "index/document/fields.h"
#include "index/evidence/evidence.h"
#include "schemas/ground/error.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include <algorithm>
#include <tuple>

namespace tangible::serve::pages {
namespace {

const Facet* facet(const Results& results, std::string_view field) {
    for (const auto& f : results.facets)
        if (f.field == field) return &f;
    return nullptr;
}

using Told = std::pair<const Theme*, std::uint32_t>;

/// Returns the themes that at least one story has, those of most stories first, and then by label.
std::vector<Told> by_stories(const Codebook& codebook, const index::ThemeTotals& totals) {
    std::vector<Told> all;
    for (const auto& t : codebook.themes)
        if (const auto at = totals.of.find(t.slug()); at != totals.of.end() && at->second > 0)
            all.emplace_back(&t, at->second);
    std::sort(all.begin(), all.end(), [](const Told& a, const Told& b) {
        return std::tie(b.second, a.first->label) < std::tie(a.second, b.first->label);
    });
    return all;
}

View most_told(const std::vector<Told>& themes, std::size_t at_most) {
    View list(std::vector<View>{});
    for (std::size_t i = 0; i < themes.size() && i < at_most; ++i)
        list.push({{"label", themes[i].first->label},
                   {"slug", themes[i].first->slug()},
                   {"stories", counted(themes[i].second, "story", "stories")},
                   {"value", themes[i].second}});
    return list;
}

}  // namespace

namespace {

/// Returns the collection in figures, with a quote on its most frequent theme and one against it. The number of
/// stories, and of those on a theme, are the same as on the pages of themes; all else comes from stories counted for
/// this reader.
View figures(const Call& call, Workspace& work) {
    Query all(counting_use(call));
    all.limit = 0;
    all.snippets = false;
    const auto results = work.searcher.search(all);
    const auto* years = facet(results, "year");
    const auto* partnerships = facet(results, "partnership");
    const auto totals = index::theme_totals(work.searcher, use_of(call));
    const auto themes = by_stories(work.collection.codebook, totals);

    // The quotes are on the most frequent theme; `disputed` is left out, since it reads all its decisions.
    View quotes(std::vector<View>{});
    auto names = names_of(work.store);
    if (!themes.empty()) {
        const auto e = index::evidence(work.searcher, work.collection.codebook, themes.front().first->id, false,
                                       use_of(call), {.quotes = 1, .counter_quotes = 1});
        for (const auto* from : {&e.quotes, &e.counter_quotes})
            if (!from->empty()) quotes.push(quote_view(work, names, from->front()));
    }
    View view{{"stories_counted", counted(totals.stories, "story", "stories")},
              {"themes", counted(work.collection.codebook.themes.size(), "theme", "themes")},
              {"partnerships", counted(partnerships ? partnerships->values.size() : 0, "partnership", "partnerships")},
              {"most_told", most_told(themes, 8)},
              {"quotes", quotes},
              {"has_stories", totals.stories > 0},
              {"no_stories", totals.stories == 0}};
    std::vector<std::string> known;
    if (years)
        for (const auto& v : years->values)
            if (v.value != index::unknown_year) known.push_back(v.value);
    if (!known.empty()) view["from_year"] = known.front(), view["to_year"] = known.back();
    return view;
}

}  // namespace

// An index that is damaged or being rebuilt must not turn away somebody who came to tell a story.
Reply home(const Call& call, Workspace& work) {
    View view;
    try {
        view = figures(call, work);
    } catch (const Error& e) {
        work.collection.suspect(e);
        view["uncounted"] = true;
    }
    return page(call, work, "home", "Stories of working together", view);
}

}  // namespace tangible::serve::pages

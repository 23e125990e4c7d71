#include "index/evidence/evidence.h"
#include "schemas/error.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

const Facet* facet(const Results& results, std::string_view field) {
    for (const auto& f : results.facets)
        if (f.field == field) return &f;
    return nullptr;
}

// The themes of one kind that most stories speak of, with bars as words and numbers.
View most_told(const Codebook& codebook, const Facet* themes, std::size_t at_most) {
    View list(std::vector<View>{});
    if (!themes) return list;
    for (const auto& v : themes->values) {
        const auto* theme = codebook.find(v.value);
        if (!theme) continue;
        list.push({{"label", theme->label},
                   {"slug", theme->slug()},
                   {"stories", counted(v.stories, "story", "stories")},
                   {"value", v.stories}});
        if (list.list().size() == at_most) break;
    }
    return list;
}

}  // namespace

namespace {

/// What the collection holds, in figures and in two voices.
View told(Desk& desk) {
    Query all(Use::count);
    all.limit = 0;
    all.snippets = false;
    auto results = desk.searcher.search(all);
    const auto* themes = facet(results, "theme");
    const auto* years = facet(results, "year");
    const auto* partnerships = facet(results, "partnership");

    View quotes(std::vector<View>{});
    auto names = names_of(desk.store);
    if (themes && !themes->values.empty()) {
        auto quotable = [&](const std::string& theme, bool counter) {
            auto e = index::evidence(desk.searcher, desk.store, desk.house.codebook, theme, false,
                                     {.quotes = 1, .counter_quotes = 1, .drawn = false});
            const auto& from = counter ? e.counter_quotes : e.quotes;
            if (!from.empty()) quotes.push(quote_view(desk, names, from.front()));
        };
        const auto& values = themes->values;
        if (const auto* first = desk.house.codebook.find(values.front().value))
            quotable(first->id, false), quotable(first->id, true);
    }
    View view{{"stories", results.stories},
              {"themes", desk.house.codebook.themes.size()},
              {"partnerships", partnerships ? partnerships->values.size() : 0},
              {"most_told", most_told(desk.house.codebook, themes, 8)},
              {"quotes", quotes},
              {"has_stories", results.stories > 0},
              {"no_stories", results.stories == 0}};
    if (years && !years->values.empty()) {
        auto [low, high] = std::minmax_element(years->values.begin(), years->values.end(),
                                               [](const auto& a, const auto& b) { return a.value < b.value; });
        view["from_year"] = low->value;
        view["to_year"] = high->value;
    }
    return view;
}

}  // namespace

// Who comes to tell a story must not be turned away because the index is being made anew.
Reply home(const Call& call, Desk& desk) {
    View view;
    try {
        view = told(desk);
    } catch (const Error& e) {
        desk.house.suspect(e);
        view["uncounted"] = true;
    }
    return page(call, desk, "home", "Stories of working together", view);
}

}  // namespace tangible::serve::pages

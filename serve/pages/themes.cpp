#include "index/evidence/evidence.h"
#include "schemas/error.h"
#include "schemas/json.h"
#include "serve/charts.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include <map>

namespace tangible::serve::pages {
namespace {

std::map<std::string, std::uint32_t> stories_by_theme(Desk& desk, std::uint32_t& all) {
    Query query(Use::count);
    query.limit = 0;
    query.snippets = false;
    auto results = desk.searcher.search(query);
    all = results.stories;
    std::map<std::string, std::uint32_t> out;
    for (const auto& f : results.facets)
        if (f.field == "theme")
            for (const auto& v : f.values) out[v.value] = v.stories;
    return out;
}

View counts_view(const std::vector<Count>& counts) {
    View list(std::vector<View>{});
    for (const auto& c : counts) list.push(count_view(c));
    return list;
}

Chart chart_of(const char* id, const std::string& title, const std::vector<Count>& counts, bool captions_say_of) {
    Chart chart{id, title, "", {}};
    for (const auto& c : counts) {
        auto caption = std::to_string(c.stories) + (captions_say_of ? " of " + std::to_string(c.of_stories) : "");
        chart.bars.push_back({c.label, static_cast<double>(c.stories), caption, door(c.query)});
        chart.description += (chart.description.empty() ? "" : "; ") + c.label + ": " + caption;
    }
    return chart;
}

std::string evidence_csv(const Evidence& e) {
    std::string out = "table,label,stories,of_stories,partnerships,passages,query,low,high\r\n";
    auto row = [&](const char* table, const Count& c) {
        out += csv_field(table) + "," + csv_field(c.label) + "," + std::to_string(c.stories) + "," +
               std::to_string(c.of_stories) + "," + std::to_string(c.partnerships) + "," + std::to_string(c.passages) +
               "," + csv_field(c.query) + ",,\r\n";
    };
    row("total", e.total);
    if (e.drawn)
        out += csv_field("drawn") + "," + csv_field(e.total.label) + "," + std::to_string(e.drawn->stories) + "," +
               std::to_string(e.drawn->of_stories) + ",,,," + std::to_string(e.drawn->low) + "," +
               std::to_string(e.drawn->high) + "\r\n";
    for (const auto& c : e.by_year) row("year", c);
    for (const auto& c : e.by_partner) row("partner", c);
    for (const auto& c : e.by_partnership) row("partnership", c);
    return out;
}

View quotes_view(const Desk& desk, const Names& names, const std::vector<Quote>& quotes) {
    View list(std::vector<View>{});
    for (const auto& q : quotes) list.push(quote_view(desk, names, q));
    return list;
}

View definition_view(const Codebook& book, const Theme& theme) {
    auto lines = [](const std::vector<std::string>& texts) {
        View list(std::vector<View>{});
        for (const auto& t : texts) list.push({{"text", t}});
        return list;
    };
    View cues(std::vector<View>{}), opposites(std::vector<View>{});
    for (const auto& c : theme.cues)
        cues.push({{"cue", c.name},
                   {"against", c.polarity == Polarity::against},
                   {"lang", c.language},
                   {"dir", direction(c.language)}});
    for (const auto& o : theme.opposites) opposites.push(theme_link(book, o));
    return {{"label", theme.label},
            {"slug", theme.slug()},
            {"id", theme.id},
            {"definition", theme.definition},
            {"include", theme.include},
            {"exclude", theme.exclude},
            {"examples", lines(theme.examples)},
            {"near_misses", lines(theme.near_misses)},
            {"cues", cues},
            {"opposites", opposites},
            {"has_opposites", !theme.opposites.empty()},
            {"cue_count", counted(theme.cues.size(), "cue", "cues")}};
}

View drawn_view(const DrawnCount& d) {
    return {{"read", d.of_stories},
            {"found", d.stories},
            {"have", d.stories == 1 ? "has" : "have"},
            {"percent", percent(static_cast<double>(d.stories) / d.of_stories)},
            {"low", percent(d.low)},
            {"high", percent(d.high)}};
}

void numbers_into(View& view, const Evidence& e) {
    auto passages = e.passages_confirmed + e.passages_suggested;
    auto noun = [](std::uint32_t n, const char* one, const char* many) { return n == 1 ? one : many; };
    view["stories"] = e.total.stories;
    view["stories_noun"] = noun(e.total.stories, "story", "stories");
    view["partnerships_noun"] = noun(e.total.partnerships, "partnership", "partnerships");
    view["passages_noun"] = noun(e.total.passages, "passage", "passages");
    view["stories_share"] = share(e.total.stories, e.total.of_stories);
    view["partnerships"] = e.total.partnerships;
    view["partnerships_share"] = share(e.total.partnerships, e.all_partnerships);
    view["passages"] = e.total.passages;
    view["door"] = door(e.total.query);
    view["confirmed_share"] = share(e.passages_confirmed, passages);
    view["suggested_share"] = share(e.passages_suggested, passages);
    view["only_suggested"] = e.passages_confirmed == 0;
    view["against_share"] = share(e.passages_against, passages);
    view["count_only"] = counted(e.stories_count_only, "story", "stories");
    view["has_count_only"] = e.stories_count_only > 0;
    view["withheld"] = counted(e.quotes_withheld, "passage", "passages");
    view["has_withheld"] = e.quotes_withheld > 0;
    view["nothing"] = e.total.stories == 0;
    if (e.drawn) view["drawn"] = drawn_view(*e.drawn);
    view["edition"] = e.edition;
    view["as_of"] = day(e.as_of_ms);
}

}  // namespace

Reply themes(const Call& call, Desk& desk) {
    const auto& book = desk.house.codebook;
    if (call.format == "json") return json(to_json(book));
    std::uint32_t all = 0;
    auto stories = stories_by_theme(desk, all);
    View groups(std::vector<View>{});
    std::string rows = "theme,label,group,stories,of_stories\r\n";
    for (const auto& g : book.groups) {
        View list(std::vector<View>{});
        for (const auto& t : book.themes) {
            if (t.group != g.id) continue;
            auto n = stories[t.slug()];
            list.push({{"label", t.label},
                       {"slug", t.slug()},
                       {"definition", t.definition},
                       {"stories", counted(n, "story", "stories")},
                       {"door", door("theme:" + t.slug())}});
            rows += csv_field(t.id) + "," + csv_field(t.label) + "," + csv_field(g.id) + "," + std::to_string(n) + "," +
                    std::to_string(all) + "\r\n";
        }
        groups.push({{"label", g.label}, {"about", g.about}, {"id", g.id}, {"themes", list}});
    }
    if (call.format == "csv") return csv(rows, "themes.csv");
    return page(call, desk, "themes", "Themes",
                {{"groups", groups},
                 {"all", counted(all, "story", "stories")},
                 {"edition", book.edition},
                 {"notice_of_codebook", book.notice}});
}

Reply theme(const Call& call, Desk& desk) {
    const auto& book = desk.house.codebook;
    const auto& theme = book.at(call.parts.at(0));
    bool confirmed = value_of(call.query, "confirmed") == "yes";
    auto e = index::evidence(desk.searcher, desk.store, book, theme.id, confirmed);
    for (auto& c : e.by_partner) c.label = desk.house.form.partner_label(c.value);
    auto years = chart_of("years", "Stories by year: " + theme.label, e.by_year, false);
    if (call.format == "json") return json(to_json(e));
    if (call.format == "csv") return csv(evidence_csv(e), theme.slug() + ".csv");
    if (call.format == "svg") return {200, "image/svg+xml", columns_svg(years), {}};

    auto names = names_of(desk.store);
    auto view = definition_view(book, theme);
    numbers_into(view, e);
    view["by_year"] = counts_view(e.by_year);
    view["by_partner"] = counts_view(e.by_partner);
    view["by_partnership"] = counts_view(e.by_partnership);
    view["years_html"] = View::html(columns_svg(years));
    view["partners_html"] =
        View::html(bars_svg(chart_of("partners", "Stories by type of partner: " + theme.label, e.by_partner, true)));
    view["quotes"] = quotes_view(desk, names, e.quotes);
    view["has_quotes"] = !e.quotes.empty();
    view["counter_quotes"] = quotes_view(desk, names, e.counter_quotes);
    view["has_counter_quotes"] = !e.counter_quotes.empty();
    view["confirmed"] = confirmed;
    return page(call, desk, "theme", theme.label, view);
}

}  // namespace tangible::serve::pages

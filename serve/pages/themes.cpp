// themes() lists all themes with counts; theme() shows one as evidence, with tables, charts and quotes. Functions for
// their parts come first. Numbers that could identify somebody come suppressed from index/evidence, and everything here
// shows a mark in place of them.
#include "index/evidence/evidence.h"
#include "schemas/ground/error.h"
#include "schemas/json/json.h"
#include "serve/pages/own_lists.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include "serve/web/charts.h"

namespace tangible::serve::pages {
namespace {

View counts_view(const std::vector<Count>& counts) {
    View list(std::vector<View>{});
    for (const auto& c : counts) list.push(count_view(c));
    return list;
}

// `captions_say_of`: "12 of 40" at each bar, where there is room, instead of "12". The description is the chart in
// words, for screen readers.
Chart chart_of(const char* id, const std::string& title, const std::vector<Count>& counts, bool captions_say_of) {
    Chart chart{id, title, "", {}};
    for (const auto& c : counts) {
        const bool of = captions_say_of && !c.of_suppressed;
        const auto caption = c.suppressed
                                 ? std::string(suppressed_in_csv)
                                 : std::to_string(c.stories) + (of ? " of " + std::to_string(c.of_stories) : "");
        chart.bars.push_back({c.label, static_cast<double>(c.stories), caption, door(c.query), c.suppressed});
        chart.description +=
            (chart.description.empty() ? "" : "; ") + c.label + ": " + (c.suppressed ? suppressed_in_words : caption);
    }
    return chart;
}

// "c" for a withheld number; the column `note` says what it means.
std::string cell(std::uint32_t n, bool suppressed) { return suppressed ? suppressed_in_csv : std::to_string(n); }

std::string evidence_csv(const Evidence& e) {
    std::string out = "table,label,stories,of_stories,partnerships,passages,query,note\r\n";
    auto row = [&](const char* table, const Count& c) {
        const bool withheld = c.suppressed || c.of_suppressed;
        out += csv_field(table) + "," + csv_field(c.label) + "," + cell(c.stories, c.suppressed) + "," +
               cell(c.of_stories, c.of_suppressed) + "," + std::to_string(c.partnerships) + "," +
               std::to_string(c.passages) + "," + csv_field(c.query) + "," +
               (withheld ? csv_field(std::string(suppressed_in_csv) + ": " + suppressed_in_words) : "") + "\r\n";
    };
    row("total", e.total);
    out += "\"disputed\"," + csv_field(e.total.label) + ",,,," + std::to_string(e.passages_disputed) + ",," +
           csv_field("people disagree: as many say yes as no") + "\r\n";
    for (const auto& c : e.by_year) row("year", c);
    for (const auto& c : e.by_partner) row("partner", c);
    for (const auto& c : e.by_partnership) row("partnership", c);
    return out;
}

View quotes_view(const Workspace& work, const Names& names, const std::vector<Quote>& quotes) {
    View list(std::vector<View>{});
    for (const auto& q : quotes) list.push(quote_view(work, names, q));
    return list;
}

// The theme as the codebook defines it, so that a reader can judge what the numbers count.
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

// The figures of a theme, each with what it is a share of and its noun in the right number.
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
    view["in_public"] = e.in_public;
    view["disputed"] = counted(e.passages_disputed, "passage", "passages");
    view["has_disputed"] = e.passages_disputed > 0;
    view["count_only"] = counted(e.stories_count_only, "story", "stories");
    view["has_count_only"] = !e.in_public && e.stories_count_only > 0;
    view["withheld"] = counted(e.quotes_withheld, "passage", "passages");
    view["has_withheld"] = e.quotes_withheld > 0;
    view["nothing"] = e.total.stories == 0;
    view["edition"] = e.edition;
    view["as_of"] = day(e.as_of_ms);
}

}  // namespace

Reply themes(const Call& call, Workspace& work) {
    const auto& book = work.collection.codebook;
    if (call.format == "json") return json(to_json(book));
    // The page and the CSV are filled in the same loop, in the order of the codebook.
    const auto totals = index::theme_totals(work.searcher, use_of(call));
    View groups(std::vector<View>{});
    std::string rows = "theme,label,group,stories,of_stories\r\n";
    for (const auto& g : book.groups) {
        View list(std::vector<View>{});
        for (const auto& t : book.themes) {
            if (t.group != g.id) continue;
            const auto at = totals.of.find(t.slug());
            const auto n = at == totals.of.end() ? 0 : at->second;
            list.push({{"label", t.label},
                       {"slug", t.slug()},
                       {"definition", t.definition},
                       {"stories", counted(n, "story", "stories")},
                       {"door", door("theme:" + t.slug())}});
            rows += csv_field(t.id) + "," + csv_field(t.label) + "," + csv_field(g.id) + "," + std::to_string(n) + "," +
                    std::to_string(totals.stories) + "\r\n";
        }
        groups.push({{"label", g.label}, {"about", g.about}, {"id", g.id}, {"themes", list}});
    }
    if (call.format == "csv") return csv(rows, "themes.csv");
    return page(call, work, "themes", "Themes",
                {{"groups", groups},
                 {"all", counted(totals.stories, "story", "stories")},
                 {"edition", book.edition},
                 {"notice_of_codebook", book.notice}});
}

Reply theme(const Call& call, Workspace& work) {
    const auto& book = work.collection.codebook;
    const auto& theme = book.at(call.parts.at(0));
    bool confirmed = value_of(call.query, "confirmed") == "yes";
    auto e = index::evidence(work.searcher, book, theme.id, confirmed, use_of(call));
    keep_own_lists(e, work, use_of(call));  // before the formats part, so that it applies to all of them
    for (auto& c : e.by_partner) c.label = work.collection.form.partner_label(c.value);
    auto years = chart_of("years", "Stories by year: " + theme.label, e.by_year, false);
    if (call.format == "json") return json(to_json(e));
    if (call.format == "csv") return csv(evidence_csv(e), theme.slug() + ".csv");
    if (call.format == "svg") return {200, "image/svg+xml", columns_svg(years), {}};

    auto names = names_of(work.store);
    auto view = definition_view(book, theme);
    numbers_into(view, e);
    view["by_year"] = counts_view(e.by_year);
    view["by_partner"] = counts_view(e.by_partner);
    view["by_partnership"] = counts_view(e.by_partnership);
    view["years_html"] = View::html(columns_svg(years));
    view["partners_html"] =
        View::html(bars_svg(chart_of("partners", "Stories by type of partner: " + theme.label, e.by_partner, true)));
    view["quotes"] = quotes_view(work, names, e.quotes);
    view["has_quotes"] = !e.quotes.empty();
    view["counter_quotes"] = quotes_view(work, names, e.counter_quotes);
    view["has_counter_quotes"] = !e.counter_quotes.empty();
    view["confirmed"] = confirmed;
    return page(call, work, "theme", theme.label, view);
}

}  // namespace tangible::serve::pages

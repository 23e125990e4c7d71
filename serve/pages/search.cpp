#include "index/fields.h"
#include "ingest/language_name.h"
#include "schemas/error.h"
#include "schemas/json.h"
#include "serve/marked.h"
#include "serve/pages/pages.h"
#include "serve/pages/queries.h"
#include "serve/pages/saved.h"
#include "serve/pages/views.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

std::string label_of(const Desk& desk, const Names& names, const std::string& field, const FacetValue& v) {
    if (field == "theme") {
        const auto* theme = desk.house.codebook.find(v.value);
        if (theme) return theme->label;
        for (const auto& g : desk.house.codebook.groups)
            if (v.value.size() == g.id.size() &&
                std::equal(v.value.begin(), v.value.end(), g.id.begin(),
                           [](char a, char b) { return std::tolower(a) == std::tolower(b); }))
                return g.label + " (all)";
    }
    if (field == "lang") return ingest::language_name(v.value);
    if (field == "partner") return desk.house.form.partner_label(v.value);
    if (field == "role") return role_of(desk.house.form, v.value);
    if (field == "partnership")
        if (auto it = names.find(v.value); it != names.end()) return it->second.name;
    return v.label.empty() ? v.value : v.label;
}

View facets_view(const Desk& desk, const Names& names, const Results& results) {
    View list(std::vector<View>{});
    for (const auto& f : results.facets) {
        if (f.values.empty()) continue;
        View values(std::vector<View>{});
        bool open = false;
        for (const auto& v : f.values) {
            open |= v.selected;
            values.push({{"field", f.field},
                         {"value", v.value},
                         {"label", label_of(desk, names, f.field, v)},
                         {"stories", v.stories},
                         {"selected", v.selected},
                         {"key", f.field + "-" + v.value}});
        }
        list.push({{"field", f.field}, {"label", f.label}, {"values", values}, {"open", open}});
    }
    return list;
}

View active_view(const Desk& desk, const Names& names, const Query& query) {
    View list(std::vector<View>{});
    for (const auto& [field, values] : query.filters)
        for (const auto& value : values) {
            Query without = query;
            auto& left = without.filters[field];
            left.erase(std::remove(left.begin(), left.end(), value), left.end());
            without.offset = 0;
            const auto* f = index::field(field);
            list.push({{"field", f ? f->label : field},
                       {"label", label_of(desk, names, field, {value, "", 0, true})},
                       {"href", address_of(without)}});
        }
    return list;
}

// The words typed, without a part of them that keeps all stories away; nothing when it does not stand there by itself.
std::string words_without(const std::string& words, const std::string& part) {
    const auto ends = [&](std::size_t at) { return at == words.size() || words[at] == ' '; };
    for (auto at = words.find(part); at != words.npos && !part.empty(); at = words.find(part, at + 1))
        if ((at == 0 || words[at - 1] == ' ') && ends(at + part.size()))
            return words.substr(0, at) + words.substr(at + part.size());
    return {};
}

View relaxations_view(const Desk& desk, const Names& names, const Query& query, const Results& results) {
    View list(std::vector<View>{});
    for (const auto& r : results.relaxations) {
        if (!r.stories) continue;
        Query without = query;
        if (r.field == "words") {
            without.words = words_without(query.words, r.value);
        } else if (auto it = without.filters.find(r.field); it != without.filters.end()) {
            it->second.erase(std::remove(it->second.begin(), it->second.end(), r.value), it->second.end());
        }
        auto label = r.field == "words" ? "“" + r.value + "”" : label_of(desk, names, r.field, {r.value, "", 0, true});
        list.push(
            {{"label", label}, {"stories", counted(r.stories, "story", "stories")}, {"href", address_of(without)}});
    }
    return list;
}

View hit_view(const Desk& desk, const Names& names, const Hit& hit) {
    auto it = names.find(hit.partnership);
    View themes(std::vector<View>{});
    for (const auto& t : hit.themes) {
        auto v = theme_link(desk.house.codebook, t.theme);
        v["suggested"] = !t.confirmed;
        themes.push(v);
    }
    return {{"id", hit.id},
            {"title", hit.title.empty() ? "A story without a title" : hit.title},
            {"lang", hit.language == "und" ? "" : hit.language},
            {"dir", direction(hit.language)},
            {"year", hit.year ? std::to_string(hit.year) : ""},
            {"place", hit.place},
            {"role", role_of(desk.house.form, hit.role)},
            {"partnership", it == names.end() ? "" : it->second.name},
            {"snippet_html", View::html(snippet_html(hit.snippet.text, hit.snippet.marks))},
            {"themes", themes}};
}

std::string hits_csv(const Results& results) {
    std::string out = "reference,title,year,partnership,place,role,language,themes\r\n";
    for (const auto& h : results.hits) {
        std::string themes;
        for (const auto& t : h.themes) themes += (themes.empty() ? "" : " ") + t.theme + (t.confirmed ? "" : "?");
        for (const auto& field : {h.id, h.title, std::to_string(h.year), h.partnership, h.place, h.role, h.language})
            out += csv_field(field) + ",";
        out += csv_field(themes) + "\r\n";
    }
    return out;
}

View pages_view(const Query& query, std::uint32_t found) {
    View view;
    std::uint32_t pages = (found + query.limit - 1) / query.limit, here = query.offset / query.limit + 1;
    auto to = [&](std::uint32_t n) {
        Query q = query;
        q.offset = (n - 1) * query.limit;
        return address_of(q);
    };
    view["here"] = here;
    view["of"] = pages;
    view["several"] = pages > 1;
    view["next"] = here < pages ? to(here + 1) : "";
    view["previous"] = here > 1 ? to(here - 1) : "";
    return view;
}

// Words typed by a reader must not reach stories that may be counted only: what a count
// finds would tell what is in them.  So a counted search takes fields and nothing else.
bool only_fields(std::string_view words) {
    constexpr std::string_view value_symbols = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
    while (!words.empty()) {
        auto end = words.find(' ');
        auto word = words.substr(0, end);
        auto colon = word.find(':');
        bool field = colon != word.npos && index::field(word.substr(0, colon));
        if (!word.empty() && (!field || word.find_first_not_of(value_symbols, colon + 1) != word.npos)) return false;
        words = end == words.npos ? std::string_view{} : words.substr(end + 1);
    }
    return true;
}

}  // namespace

Reply search(const Call& call, Desk& desk) { return search(call, desk, query_of(call), nullptr); }

Reply search(const Call& call, Desk& desk, Query query, const SavedSearch* saved) {
    if (call.format == "atom") return feed(call, desk, std::move(query), saved);
    if (call.format == "csv") query.limit = 10'000, query.offset = 0, query.snippets = false;
    auto results = desk.searcher.search(query);
    if (call.format == "json") return json(to_json(results));
    if (call.format == "csv") return csv(hits_csv(results), "stories.csv");

    auto names = names_of(desk.store);
    View hits(std::vector<View>{}), notes(std::vector<View>{}), sorts(std::vector<View>{});
    for (const auto& h : results.hits) hits.push(hit_view(desk, names, h));
    for (const auto& n : results.notes) notes.push({{"note", n}});
    constexpr std::pair<const char*, const char*> orders[] = {
        {"relevance", "Best match"}, {"newest", "Newest first"}, {"oldest", "Oldest first"}};
    for (std::size_t i = 0; i < 3; ++i)
        sorts.push({{"id", orders[i].first},
                    {"label", orders[i].second},
                    {"selected", static_cast<std::size_t>(query.sort) == i}});
    Query corrected = query;
    corrected.words = results.did_you_mean;
    corrected.offset = 0;
    View fields(std::vector<View>{});
    for (const auto& f : index::fields())
        fields.push({{"name", f.name}, {"description", f.description}, {"example", f.example}});
    auto count = counted(results.stories, "story", "stories");
    Query whole = query;
    whole.offset = 0;
    auto tail = address_of(whole, "");
    View view{{"q", query.words},
              {"count", count},
              {"hits", hits},
              {"none", results.stories == 0},
              {"notes", notes},
              {"facets", facets_view(desk, names, results)},
              {"active", active_view(desk, names, query)},
              {"has_active", !query.filters.empty()},
              {"did_you_mean", results.did_you_mean},
              {"did_you_mean_href", address_of(corrected)},
              {"relaxations", relaxations_view(desk, names, query, results)},
              {"sorts", sorts},
              {"pages", pages_view(query, results.stories)},
              {"fields", fields},
              {"confirmed", query.confirmed_only},
              {"csv", "/search.csv" + tail},
              {"json", "/search.json" + tail},
              {"feed", saved ? "/saved/" + saved->id + ".atom" : "/search.atom" + tail},
              {"edition", results.edition}};
    auto title = query.words.empty() ? count + " – search" : query.words + " – " + count;
    view["may_save"] = !saved && call.session.has_value();
    view["tail"] = tail.substr(1);
    view["in_words"] = in_words(query);
    if (saved) view["saved"] = saved_view(call, desk, *saved), title = saved->name + " – " + count;
    return page(call, desk, "search", title, view);
}

Reply counted(const Call& call, Desk& desk) {
    Query query(Use::count);
    query.words = std::string(value_of(call.query, "q"));
    query.confirmed_only = value_of(call.query, "confirmed") == "yes";
    if (!only_fields(query.words))
        throw Error(ErrorKind::usage, "This address counts by fields only, such as theme:rel.trust year:2019",
                    "To look for words, use the search page.");
    query.limit = 10'000;
    query.facets = query.snippets = false;
    auto results = desk.searcher.search(query);
    auto names = names_of(desk.store);
    View hits(std::vector<View>{});
    std::uint32_t unseen = 0;
    std::string rows = "reference,title,year,partnership\r\n";
    for (const auto& h : results.hits) {
        auto story = desk.store.story(h.id, use_of(call));
        if (!story) {
            ++unseen;
            continue;
        }
        hits.push(story_line(desk, names, *story));
        rows += csv_field(story->id) + "," + csv_field(story->title) + "," + std::to_string(story->year) + "," +
                csv_field(story->partnership) + "\r\n";
    }
    if (call.format == "csv") return csv(rows, "counted.csv");
    return page(call, desk, "counted", counted(results.stories, "story", "stories") + " behind this number",
                {{"q", query.words},
                 {"count", counted(results.stories, "story", "stories")},
                 {"hits", hits},
                 {"unseen", unseen},
                 {"unseen_text", counted(unseen, "story", "stories")},
                 {"has_unseen", unseen > 0},
                 {"csv", "/counted.csv?q=" + url_escaped(query.words)}});
}

}  // namespace tangible::serve::pages

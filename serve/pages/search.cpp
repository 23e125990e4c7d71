// One function builds each part of the search page: facets, active filters, relaxations, tips, pages and shapes.
// search(), at the end, runs the query and returns the page, JSON, CSV or a feed. The address is the whole state of a
// search, so every link on the page is address_of() a changed copy of the query. A copy that finds other stories starts
// at the first page (offset 0) and at the present (until_ms 0).
#include "index/document/fields.h"
#include "ingest/text/language_name.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/error.h"
#include "schemas/json/json.h"
#include "serve/pages/found.h"
#include "serve/pages/own_lists.h"
#include "serve/pages/pages.h"
#include "serve/pages/saved.h"
#include "serve/pages/views.h"
#include "serve/searches/queries.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

std::string label_of_theme(const Codebook& codebook, const std::string& value) {
    if (const auto* theme = codebook.find(value)) return theme->label;
    for (const auto& g : codebook.groups)
        if (lower_ascii(g.id) == value) return g.label + " (all)";
    return value;
}

// Returns a filter's value in words: a theme's label, a language's name, a partnership's name; the value itself when
// there is no better word.
std::string label_of(const Workspace& work, const Names& names, const std::string& field, const FacetValue& v) {
    using index::ValueKind;
    const auto* f = index::field(field);
    if (!f) return v.value;
    switch (f->kind) {
    case ValueKind::theme:
    case ValueKind::confirmed_theme:
    case ValueKind::meant_theme:
        return label_of_theme(work.collection.codebook, v.value);
    case ValueKind::language:
        return ingest::language_name(v.value);
    case ValueKind::partner_type:
        return work.collection.form.partner_label(v.value);
    case ValueKind::role:
        return role_of(work.collection.form, v.value);
    case ValueKind::partnership:
        if (auto it = names.find(v.value); it != names.end()) return it->second.name;
        break;
    case ValueKind::fixed:
    case ValueKind::place:
    case ValueKind::year:
        break;
    }
    const auto label = v.label.empty() ? f->label_of(v.value) : v.label;
    return label.empty() ? v.value : label;
}

// Values shown of a field, unless the address asks for all of its values: nobody tabs through hundreds of boxes.
constexpr std::size_t most_shown = 50;

// `whole`: the field of which all values are shown. Its box is open, and so is that of a field with a chosen value. A
// chosen value is always shown, or sending the form would drop it.
View facets_view(const Workspace& work, const Names& names, const Query& query, const Results& results,
                 std::string_view whole) {
    View list(std::vector<View>{});
    for (const auto& f : results.facets) {
        if (f.values.empty()) continue;
        View values(std::vector<View>{});
        bool open = f.field == whole;
        std::size_t shown = 0;
        for (const auto& v : f.values) {
            if (++shown > most_shown && !v.selected && f.field != whole) continue;
            open |= v.selected;
            values.push({{"field", f.field},
                         {"value", v.value},
                         {"label", label_of(work, names, f.field, v)},
                         {"stories", v.stories},
                         {"selected", v.selected},
                         {"key", f.field + "-" + v.value}});
        }
        View view{{"field", f.field}, {"label", f.label}, {"values", values}, {"open", open}};
        view["more"] = f.values.size() > most_shown && f.field != whole;
        view["of"] = f.values.size();
        view["all_href"] = address_of(query) + "&all=" + f.field + "#facet-" + f.field;
        list.push(view);
    }
    return list;
}

// The filters in force, each with the address of the same search without it.
View active_view(const Workspace& work, const Names& names, const Query& query) {
    View list(std::vector<View>{});
    for (const auto& [field, values] : query.filters)
        for (const auto& value : values) {
            Query without = query;
            auto& left = without.filters[field];
            left.erase(std::remove(left.begin(), left.end(), value), left.end());
            without.offset = 0, without.until_ms = 0;
            const auto* f = index::field(field);
            list.push({{"field", f ? f->label : field},
                       {"label", label_of(work, names, field, {value, "", 0, true})},
                       {"href", address_of(without)}});
        }
    return list;
}

// Returns the typed words without `part`, which keeps all stories away: "trust -money" without "-money". Returns ""
// when `part` does not stand between spaces.
std::string words_without(const std::string& words, const std::string& part) {
    const auto ends = [&](std::size_t at) { return at == words.size() || words[at] == ' '; };
    for (auto at = words.find(part); at != words.npos && !part.empty(); at = words.find(part, at + 1))
        if ((at == 0 || words[at - 1] == ' ') && ends(at + part.size()))
            return words.substr(0, at) + words.substr(at + part.size());
    return {};
}

// Removes a filter, all filters of a field (`value` is ""), or a part of the words (`field` is "words").
void drop(Query& query, const std::string& field, const std::string& value) {
    if (field == "words") {
        query.words = words_without(query.words, value);
    } else if (auto it = query.filters.find(field); it != query.filters.end()) {
        value.empty()
            ? it->second.clear()
            : void(it->second.erase(std::remove(it->second.begin(), it->second.end(), value), it->second.end()));
    }
}

std::string dropped_label(const Workspace& work, const Names& names, const std::string& field,
                          const std::string& value) {
    if (field == "words") return "“" + value + "”";
    if (!value.empty()) return label_of(work, names, field, {value, "", 0, true});
    const auto* f = index::field(field);
    return "any choice of “" + std::string(f ? f->label : field.c_str()) + "”";
}

// "Without X, 12 stories": what to drop when nothing was found. Several things are listed as "a, b and c".
View relaxations_view(const Workspace& work, const Names& names, const Query& query, const Results& results) {
    View list(std::vector<View>{});
    for (const auto& r : results.relaxations) {
        if (!r.stories) continue;
        Query without = query;
        without.offset = 0, without.until_ms = 0;
        auto dropped = r.also;
        dropped.insert(dropped.begin(), {r.field, r.value});
        std::string label;
        for (std::size_t i = 0; i < dropped.size(); ++i) {
            const auto& [field, value] = dropped[i];
            drop(without, field, value);
            label += i == 0 ? "" : i + 1 == dropped.size() ? " and " : ", ";
            label += dropped_label(work, names, field, value);
        }
        list.push(
            {{"label", label}, {"stories", counted(r.stories, "story", "stories")}, {"href", address_of(without)}});
    }
    return list;
}

/// Returns a query with this field that finds something in this collection, for the search tips: "year:2019". Returns
/// "" when no story found has a value of the field.
std::string example(const Workspace& work, const index::Field& field, const Results& results) {
    if (field.kind == index::ValueKind::confirmed_theme) {
        for (const auto& hit : results.hits)
            for (const auto& theme : hit.themes)
                if (theme.confirmed)
                    return std::string(field.name) + ":" + work.collection.codebook.at(theme.theme).slug();
        return {};
    }
    const auto found = std::find_if(results.facets.begin(), results.facets.end(),
                                    [&](const Facet& f) { return f.field == field.name && !f.values.empty(); });
    if (found == results.facets.end()) return {};
    const auto& value = found->values.front().value;
    const bool one_word = value.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-._") == value.npos;
    return found->field + ":" + (one_word ? value : "\"" + value + "\"");
}

View tips_view(const Workspace& work, const Results& results) {
    View list(std::vector<View>{});
    for (const auto& f : index::fields())
        if (const auto query = example(work, f, results); !query.empty())
            list.push({{"description", f.description}, {"example", query}});
    return list;
}

// A search for all stories, for its facets: where nothing was found, the tips still need values that exist.
Results all_of(Workspace& work, Use use) {
    Query all(use);
    all.limit = 1;
    all.snippets = false;
    return work.searcher.search(all);
}

// Links from page to page carry the time of the first page (until=). Stories that arrive meanwhile would otherwise move
// the list, and a reader would see a story twice or never.
View pages_view(const Query& query, const Results& results) {
    View view;
    const std::uint32_t pages =
        std::min((results.stories + query.limit - 1) / query.limit, max_offset / query.limit + 1);
    const std::uint32_t here = query.offset / query.limit + 1;
    auto to = [&](std::uint32_t n) {
        Query q = query;
        q.offset = (n - 1) * query.limit;
        q.until_ms = results.until_ms;
        return address_of(q);
    };
    view["here"] = here;
    view["of"] = pages;
    view["several"] = pages > 1;
    view["next"] = here < pages ? to(here + 1) : "";
    view["previous"] = here > 1 ? to(here - 1) : "";
    return view;
}

// Links to the same list in each shape.
View shapes_view(const Query& query) {
    constexpr std::pair<Shape, const char*> labels[] = {
        {Shape::stories, "Stories"}, {Shape::passages, "Passages"}, {Shape::context, "Words in context"}};
    View list(std::vector<View>{});
    for (const auto& [shape, label] : labels) {
        Query q = query;
        q.shape = shape;
        list.push({{"label", label}, {"href", address_of(q)}, {"here", query.shape == shape}});
    }
    return list;
}

// Words of the query that are a cue of a theme, with the theme's other cues.
View widened_view(const Workspace& work, const Results& results) {
    View list(std::vector<View>{});
    for (const auto& w : results.widened) {
        auto v = theme_link(work.collection.codebook, w.theme);
        std::string also;
        for (const auto& a : w.also) also += (also.empty() ? "“" : ", “") + a + "”";
        v["words"] = w.words;
        v["also"] = also;
        list.push(v);
    }
    return list;
}

// Filters that no tick box shows, such as a range of years. The form sends them as hidden fields, or a new search would
// drop them.
View kept_view(const Query& query, const Results& results) {
    View list(std::vector<View>{});
    for (const auto& [field, values] : query.filters)
        for (const auto& value : values) {
            const bool shown =
                std::any_of(results.facets.begin(), results.facets.end(), [&, &field = field](const Facet& f) {
                    return f.field == field && std::any_of(f.values.begin(), f.values.end(), [&](const FacetValue& v) {
                               return v.selected && v.value == value;
                           });
                });
            if (!shown) list.push({{"field", field}, {"value", value}});
        }
    return list;
}

// Rows of a file. In the shapes of passages and places each row is cut from a story's text, which costs more.
constexpr std::uint32_t most_in_csv = 10'000, most_with_text_in_csv = 1'000, most_per_story_in_csv = 100;

// Changes a query for one page into one for a file with everything found.
void take_all(Query& query) {
    query.offset = 0;
    query.snippets = query.facets = false;
    query.limit = query.shape == Shape::stories ? most_in_csv : most_with_text_in_csv;
    query.per_story = most_per_story_in_csv;
}

}  // namespace

Reply search(const Call& call, Workspace& work) { return search(call, work, query_of(call), nullptr); }

// A feed has a query and a form of its own, so it goes first. The others share the search: CSV asks for more, JSON and
// CSV end there, and the page is filled part by part.
Reply search(const Call& call, Workspace& work, Query query, const SavedSearch* saved) {
    if (call.format == "atom") return feed(call, work, std::move(query), saved);
    if (call.format == "csv") take_all(query);
    auto results = work.searcher.search(query);
    keep_own_lists(results, work, query.use);  // before the formats part: JSON shows facets, too
    if (call.format == "json") return json(to_json(results));
    if (call.format == "csv") return csv(found_csv(results, query.shape), std::string(name(query.shape)) + ".csv");

    auto names = names_of(work.store);
    View hits(std::vector<View>{}), notes(std::vector<View>{}), sorts(std::vector<View>{});
    for (const auto& h : results.hits) hits.push(hit_view(work, names, h, query.shape));
    for (const auto& n : results.notes) notes.push({{"note", n}});
    constexpr std::pair<const char*, const char*> orders[] = {
        {"relevance", "Best match"}, {"newest", "Newest first"}, {"oldest", "Oldest first"}};
    for (std::size_t i = 0; i < 3; ++i)
        sorts.push({{"id", orders[i].first},
                    {"label", orders[i].second},
                    {"selected", static_cast<std::size_t>(query.sort) == i}});
    Query corrected = query;
    corrected.words = results.did_you_mean;
    corrected.offset = 0, corrected.until_ms = 0;
    auto count = counted(results.stories, "story", "stories");
    // The same search in other ways: whole for a file, anew from the present, otherwise with or without synonyms.
    Query whole = query, anew = query, otherwise = query;
    whole.offset = 0;
    anew.offset = 0, anew.until_ms = 0;
    otherwise = anew, otherwise.synonyms = !query.synonyms;
    // A saved search or a feed also finds what arrives later.
    auto tail = address_of(anew, "");
    View view{{"q", query.words},
              {"count", count},
              {"hits", hits},
              {"none", results.stories == 0},
              {"notes", notes},
              {"facets", facets_view(work, names, query, results, value_of(call.query, "all"))},
              {"active", active_view(work, names, query)},
              {"has_active", !query.filters.empty()},
              {"did_you_mean", results.did_you_mean},
              {"did_you_mean_href", address_of(corrected)},
              {"relaxations", relaxations_view(work, names, query, results)},
              {"sorts", sorts},
              {"pages", pages_view(query, results)},
              {"newer", results.newer},
              {"anew_href", address_of(anew)},
              {"shapes", shapes_view(query)},
              {"shape", query.shape == Shape::stories ? "" : std::string(name(query.shape))},
              {"as_stories", query.shape == Shape::stories},
              {"as_passages", query.shape == Shape::passages},
              {"as_context", query.shape == Shape::context},
              {"per_story", query.per_story},
              {"widened", widened_view(work, results)},
              {"synonyms", query.synonyms},
              {"otherwise_href", address_of(otherwise)},
              {"kept", kept_view(query, results)},
              {"csv_stories", query.shape == Shape::stories ? most_in_csv : most_with_text_in_csv},
              {"tips", results.stories ? tips_view(work, results) : tips_view(work, all_of(work, query.use))},
              {"confirmed", query.confirmed_only},
              {"csv", "/search.csv" + address_of(whole, "")},
              {"json", "/search.json" + address_of(query, "")},
              {"feed", saved ? "/saved/" + saved->id + ".atom" : "/search.atom" + tail},
              {"edition", results.edition}};
    auto title = query.words.empty() ? count + " – search" : query.words + " – " + count;
    view["may_save"] = !saved && call.session.has_value();
    view["tail"] = tail.substr(1);
    view["in_words"] = in_words(query);
    if (saved) view["saved"] = saved_view(call, work, *saved), title = saved->name + " – " + count;
    return page(call, work, "search", title, view);
}

}  // namespace tangible::serve::pages

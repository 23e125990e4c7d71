// Each shape has functions of its own that fill the View and write the CSV; hit_view() and found_csv() choose among
// them.
#include "serve/pages/found.h"
#include "serve/web/marked.h"

namespace tangible::serve::pages {
namespace {

View themes_view(const Codebook& codebook, const Hit& hit) {
    View themes(std::vector<View>{});
    for (const auto& t : hit.themes) {
        auto v = theme_link(codebook, t.theme);
        v["suggested"] = !t.confirmed;
        themes.push(v);
    }
    return themes;
}

// Returns "The first 5 of 12 passages are shown."; "" when all are shown.
std::string cut_short(const Hit& hit, std::size_t shown, const char* many) {
    if (hit.all_of_them <= shown) return {};
    return "The first " + std::to_string(shown) + " of " + std::to_string(hit.all_of_them) + " " + many + " are shown.";
}

void add_passages(View& view, const Codebook& codebook, const Hit& hit) {
    View passages(std::vector<View>{});
    for (const auto& c : hit.passages) passages.push(coding_view(codebook, c));
    view["passages"] = passages;
    view["without"] = hit.passages.empty();
    view["cut_short"] = cut_short(hit, hit.passages.size(), "passages");
}

void add_places(View& view, const Hit& hit) {
    View places(std::vector<View>{});
    for (const auto& p : hit.places)
        places.push({{"before", p.before}, {"words", p.words}, {"after", p.after}, {"in_title", p.in_title}});
    view["places"] = places;
    view["without"] = hit.places.empty();
    view["cut_short"] = cut_short(hit, hit.places.size(), "places");
}

std::string stories_csv(const Results& results) {
    std::string out = "reference,title,year,partnership,place,role,language,themes\r\n";
    for (const auto& h : results.hits) {
        std::string themes;
        for (const auto& t : h.themes) themes += (themes.empty() ? "" : " ") + t.theme + (t.confirmed ? "" : "?");
        out += csv_row({h.id, h.title, year_in_words(h.year), h.partnership, h.place, h.role, h.language, themes});
    }
    return out;
}

std::string passages_csv(const Results& results) {
    std::string out =
        "reference,title,year,partnership,language,theme,verdict,polarity,cue,passage,passages_of_story\r\n";
    for (const auto& h : results.hits)
        for (const auto& c : h.passages)
            out += csv_row({h.id, h.title, year_in_words(h.year), h.partnership, h.language, c.theme,
                            std::string(name(c.verdict)), std::string(name(c.polarity)), c.cue, c.quote,
                            std::to_string(h.all_of_them)});
    return out;
}

std::string places_csv(const Results& results) {
    std::string out = "reference,title,year,partnership,language,before,words,after,begin,in_title,places_of_story\r\n";
    for (const auto& h : results.hits)
        for (const auto& p : h.places)
            out += csv_row({h.id, h.title, year_in_words(h.year), h.partnership, h.language, p.before, p.words, p.after,
                            std::to_string(p.span.begin), p.in_title ? "yes" : "no", std::to_string(h.all_of_them)});
    return out;
}

}  // namespace

View hit_view(const Workspace& work, const Names& names, const Hit& hit, Shape shape) {
    auto it = names.find(hit.partnership);
    View view{{"id", hit.id},
              {"title", hit.title.empty() ? "A story without a title" : hit.title},
              {"lang", hit.language == "und" ? "" : hit.language},
              {"dir", direction(hit.language)},
              {"year", hit.year ? std::to_string(hit.year) : ""},
              {"place", hit.place},
              {"role", role_of(work.collection.form, hit.role)},
              {"partnership", it == names.end() ? "" : it->second.name}};
    if (shape == Shape::passages) {
        add_passages(view, work.collection.codebook, hit);
    } else if (shape == Shape::context) {
        add_places(view, hit);
    } else {
        view["themes"] = themes_view(work.collection.codebook, hit);
        view["snippet_html"] = View::html(snippet_html(hit.snippet.text, hit.snippet.marks));
    }
    return view;
}

std::string found_csv(const Results& results, Shape shape) {
    switch (shape) {
    case Shape::stories:
        return stories_csv(results);
    case Shape::passages:
        return passages_csv(results);
    case Shape::context:
        return places_csv(results);
    }
    return {};
}

}  // namespace tangible::serve::pages

// Lists the stories behind a number, in pages: those that its condition finds and that this reader may read. For the
// public and for researchers, stories that may only be counted are neither listed nor counted here, whatever the
// condition: a series of narrow questions could otherwise find out about a hidden story.
#include "serve/pages/pages.h"
#include "serve/pages/paging.h"
#include "serve/pages/views.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

// `most_in_csv` is also the last story that pages lead to.
constexpr std::uint32_t page_size = 50, most_in_csv = 10'000;

std::string address(const Query& q, const char* path) {
    return path + ("?q=" + url_escaped(q.words)) + (q.confirmed_only ? "&confirmed=yes" : "");
}

}  // namespace

Reply counted(const Call& call, Workspace& work) {
    Query query(counting_use(call));
    query.words = std::string(value_of(call.query, "q"));
    query.confirmed_only = value_of(call.query, "confirmed") == "yes";
    query.facets = query.snippets = false;
    const bool as_csv = call.format == "csv";
    // How many stories there are is known only after the search, so the page is first taken from the longest list.
    const auto asked = paging(call, most_in_csv, page_size);
    query.limit = as_csv ? most_in_csv : page_size;
    query.offset = as_csv ? 0 : static_cast<std::uint32_t>(asked.first);
    const auto results = work.searcher.search(query);
    const auto names = names_of(work.store);
    View hits(std::vector<View>{}), notes(std::vector<View>{});
    std::string rows = "reference,title,year,partnership\r\n";
    for (const auto& h : results.hits) {
        const auto story = work.store.story(h.id, use_of(call));
        if (!story) continue;  // not for this reader, or closed since the search
        if (as_csv)
            rows += csv_field(story->id) + "," + csv_field(story->title) + "," + year_in_words(story->year) + "," +
                    csv_field(story->partnership) + "\r\n";
        else
            hits.push(story_line(work, names, *story));
    }
    if (as_csv) return csv(rows, "counted.csv");
    for (const auto& n : results.notes) notes.push({{"note", n}});
    const auto pages = paging(call, std::min(results.stories, most_in_csv), page_size);
    const auto count = counted(results.stories, "story", "stories");
    const bool part = query.use != Use::count;  // other stories may be in the number that led here
    return page(call, work, "counted", count + " behind this number",
                {{"q", query.words},
                 {"count", count},
                 {"notes", notes},
                 {"hits", hits},
                 {"part", part},
                 {"in_public", query.use == Use::publish},
                 {"pages", pages_view(pages, address(query, "/counted"))},
                 {"most", most_in_csv},
                 {"more_than_all", results.stories > most_in_csv},
                 {"csv", address(query, "/counted.csv")}});
}

}  // namespace tangible::serve::pages

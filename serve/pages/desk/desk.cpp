// The coding desk's list of stories, and what a coder does with a story as a whole. desk_coding.cpp has the page of one
// story.
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/coding/approach.h"
#include "serve/coding/judging.h"
#include "serve/pages/desk/desk_next.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include <algorithm>

namespace tangible::serve::pages {

Reply desk(const Call& call, Workspace& work) {
    if (const auto theme = value_of(call.query, "theme"); !theme.empty())
        return desk_examples(call, work, work.collection.codebook.at(theme));
    constexpr std::uint32_t at_once = 50;
    Query query(Use::team);
    query.sort = Sort::newest;
    query.limit = at_once;
    query.facets = query.snippets = false;
    // The index knows how many themes of each story wait; the rest of a line comes from the store.
    auto results = work.searcher.search(query);
    auto names = names_of(work.store);
    View stories(std::vector<View>{});
    for (const auto& hit : results.hits) {
        auto story = work.store.story(hit.id, Use::team);
        if (!story) continue;
        auto open =
            std::count_if(hit.themes.begin(), hit.themes.end(), [](const ThemeCount& t) { return !t.confirmed; });
        auto line = story_line(work, names, *story);
        line["open"] = counted(static_cast<std::uint64_t>(open), "theme to decide on", "themes to decide on");
        line["waits"] = open > 0;
        stories.push(line);
    }
    // Words that tellers sent later and that nobody has looked at.
    View added(std::vector<View>{});
    for (const auto& id : work.store.stories_with_closed_additions(at_once)) added.push({{"id", id}});
    View view{{"stories", stories},
              {"added", added},
              {"has_added", !added.list().empty()},
              {"count", counted(results.stories, "story", "stories")},
              {"parked", work.store.parked().size()},
              {"shown", std::min(results.stories, at_once)}};
    const auto queue = add_next(view, call, work);
    // Passages about which people disagree: whoever decides next may settle them. A story that this coder is to read
    // blind is left out.
    query.filters["tagged"] = {"disputed"};
    View disputes(std::vector<View>{});
    for (const auto& hit : work.searcher.search(query).hits)
        if (const auto story = work.store.story(hit.id, Use::team);
            story && std::ranges::find(queue, hit.id, &Queued::story) == queue.end())
            disputes.push(story_line(work, names, *story));
    view["disputes"] = disputes;
    view["has_disputes"] = !disputes.list().empty();
    return page(call, work, "desk", "Coding desk", view);
}

Reply desk_read(const Call& call, Workspace& work) {
    auto id = parse_story_id(call.parts.at(0));
    if (!id || !work.store.story(*id, Use::team)) throw Error(ErrorKind::not_found, "There is no such story");
    const auto& coder = call.session->account;
    const auto how = approach(work.store, *id, coder, value_of(call.form, "drawn") == "1", now_ms());
    // The themes of now are stored too: of a theme that is added later, this reading says nothing.
    ReadThrough read{*id, coder, work.collection.codebook.edition, how.drawn, how.drawn, now_ms(), {}};
    for (const auto& t : work.collection.codebook.themes) read.themes.push_back(t.id);
    work.store.note(read);
    return see_other("/desk/" + *id);
}

Reply desk_cut(const Call& call, Workspace& work) {
    auto id = parse_story_id(call.parts.at(0));
    if (!id || !work.store.story(*id, Use::team)) throw Error(ErrorKind::not_found, "There is no such story");
    put_back(work, *id, value_of(call.form, "cut"), call.session->account);
    return see_other("/desk/" + *id + "#beside");
}

Reply desk_addition(const Call& call, Workspace& work) {
    auto id = parse_story_id(call.parts.at(0));
    if (!id || !work.store.story(*id, Use::team)) throw Error(ErrorKind::not_found, "There is no such story");
    open_addition(work, *id, value_of(call.form, "addition"), value_of(call.form, "open"));
    return see_other("/desk/" + *id + "#additions");
}

}  // namespace tangible::serve::pages

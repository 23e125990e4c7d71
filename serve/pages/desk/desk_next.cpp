// add_next() draws the queue and lists the themes with the fewest examples. desk_examples() lists the stories that the
// model suggests for a theme, then those that the index finds for it, without stories where this coder has decided on
// the theme. The model comes first because it also finds stories that no cue catches.
#include "serve/pages/desk/desk_next.h"
#include "schemas/ground/clock.h"
#include "serve/collection/learned.h"
#include "serve/pages/pages.h"
#include <algorithm>
#include <set>

namespace tangible::serve::pages {
namespace {

View queue_view(Workspace& work, const std::vector<Queued>& queue) {
    View list(std::vector<View>{});
    const auto names = names_of(work.store);
    for (const auto& q : queue) {
        const auto story = work.store.story(q.story, Use::team);
        if (!story) continue;
        auto line = story_line(work, names, *story);
        line["second"] = q.second_reading;
        list.push(line);
    }
    return list;
}

/// A story that may be an example of a theme.
struct Example {
    StoryId story;
    std::string likely;  ///< in words; "" when only the index found it
};

View found_view(Workspace& work, const std::vector<Example>& found) {
    View list(std::vector<View>{});
    const auto names = names_of(work.store);
    for (const auto& e : found) {
        const auto story = work.store.story(e.story, Use::team);
        if (!story) continue;
        auto line = story_line(work, names, *story);
        line["likely"] = e.likely;
        list.push(line);
    }
    return list;
}

View examples_view(const Codebook& book, const std::vector<Examples>& few) {
    View list(std::vector<View>{});
    for (const auto& e : few) {
        auto line = theme_link(book, e.theme);
        line["stories"] = counted(e.stories, "story", "stories");
        list.push(line);
    }
    return list;
}

}  // namespace

std::vector<Queued> add_next(View& view, const Call& call, Workspace& work) {
    constexpr std::size_t themes = 6;
    const auto decisions = work.store.decisions(Use::team);
    const auto queue = to_read_next(work.store.stories(Use::team), decisions, work.store.read_through(Use::team),
                                    call.session->account, day(now_ms()), queued_at_once);
    view["next"] = queue_view(work, queue);
    view["has_next"] = !queue.empty();
    view["few"] = examples_view(work.collection.codebook, fewest_examples(work.collection.codebook, decisions, themes));
    return queue;
}

Reply desk_examples(const Call& call, Workspace& work, const Theme& theme) {
    constexpr std::uint32_t looked_at = 200;  // more than are shown, since decided ones are left out
    constexpr std::size_t shown = 50;
    std::set<StoryId> decided;
    for (const auto& x : work.store.decisions(Use::team))
        if (x.coder == call.session->account && x.theme == theme.id) decided.insert(x.story);
    std::vector<Example> found;
    for (const auto& h : work.store.hinted(theme.id, looked_at))
        if (!decided.count(h.story) && found.size() < shown) found.push_back({h.story, in_a_band(h.chance)});
    Query query(Use::team);
    query.filters["theme"] = {theme.slug()};
    query.limit = looked_at;
    query.facets = query.snippets = false;
    const auto listed = [&](const StoryId& id) {
        return std::any_of(found.begin(), found.end(), [&](const Example& e) { return e.story == id; });
    };
    for (const auto& hit : work.searcher.search(query).hits)
        if (!decided.count(hit.id) && found.size() < shown && !listed(hit.id)) found.push_back({hit.id, ""});
    return page(call, work, "desk-examples", "Examples of " + theme.label,
                {{"label", theme.label},
                 {"slug", theme.slug()},
                 {"definition", theme.definition},
                 {"stories", found_view(work, found)},
                 {"none", found.empty()},
                 {"count", counted(found.size(), "story", "stories")}});
}

}  // namespace tangible::serve::pages

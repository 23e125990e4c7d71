// The coding desk: the list of stories, one story with its suggestions, and what a coder decides on it. A blind reader
// sees only their own decisions: desk_story() leaves out suggestions, hints and what others decided.
#include "index/building/catch_up.h"
#include "index/evidence/disputed.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/coding/approach.h"
#include "serve/coding/judging.h"
#include "serve/pages/desk/desk_likeness.h"
#include "serve/pages/desk/desk_next.h"
#include "serve/pages/desk/desk_story.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include "serve/web/marked.h"
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
    add_next(view, call, work);
    return page(call, work, "desk", "Coding desk", view);
}

// In order: finds the story, or the one that it is a copy of; works out how the coder came to it (approach.h); settles
// suggestions and decisions; fills the view with passages, with sentences to mark by hand, and with what stands beside
// the text.
Reply desk_story(const Call& call, Workspace& work) {
    auto id = parse_story_id(call.parts.at(0));
    auto story = id ? work.store.story(*id, Use::team) : std::nullopt;
    if (auto shown = id && !story ? work.store.original_of(*id) : std::nullopt)
        return see_other("/desk/" + *shown + "#twice");
    if (!story) throw Error(ErrorKind::not_found, "There is no story with this reference that the team may read");
    // From the store and not the index, which follows later: a coder must see the verdict that they have just given.
    index::Analyser analyser;
    const auto& coder = call.session->account;
    const auto how = approach(work.store, *id, coder, value_of(call.query, "drawn") == "1", now_ms());
    auto codings = how.blind ? settle(story->text, {}, decisions_by(coder, work.store.decisions(*id)))
                             : index::settled_codings(work.store, work.collection.cues, analyser, *story);
    const auto rules = work.store.rules();
    const auto differing = how.blind ? std::vector<Decision>{} : index::disputed(work.store.decisions(*id));
    auto marked = passages(codings);
    auto view = story_line(work, names_of(work.store), *story);
    View list(std::vector<View>{}), themes(std::vector<View>{}), sentences(std::vector<View>{});
    for (const auto& p : marked) {
        View each(std::vector<View>{});
        for (const auto& c : p.codings) {
            auto coding = coding_view(work.collection.codebook, c);
            coding["coder"] = c.coder;  // no other page names coders
            coding["kept"] = c.cue.empty() ? "" : kept_so_far(rules, c.theme, c.cue);
            coding["disputed"] = std::any_of(differing.begin(), differing.end(), [&](const Decision& other) {
                return other.theme == c.theme && other.span.overlaps(c.span);
            });
            each.push(coding);
        }
        list.push({{"number", p.number}, {"quote", p.codings.front().quote}, {"codings", each}});
    }
    for (const auto& t : work.collection.codebook.themes) themes.push({{"id", t.id}, {"label", t.label}});
    int n = 0;
    for (const auto& s : analyser.analyse(story->text, story->language).sentences) {
        auto words = std::string(cut(story->text, s));
        sentences.push({{"begin", s.begin}, {"end", s.end}, {"number", ++n}, {"text", words}});
    }
    view["text_html"] = View::html(marked_html(story->text, marked, after_title(story->text, story->title)));
    view["passages"] = list;
    view["differing"] = counted(differing.size(), "passage", "passages");
    view["people_differ"] = !differing.empty();
    view["all_themes"] = themes;
    view["sentences"] = sentences;
    view["quotable"] = story->consent.uses.has(Use::quote);
    view["uses"] = to_string(story->consent.uses);
    if (!how.blind) add_hints(view, work, *story, codings, rules);
    view["drawn"] = how.drawn;
    view["blind"] = how.blind;
    view["done"] = how.done;
    add_likeness(view, work, *story);
    add_surroundings(view, work, *story);
    return page(call, work, "desk-story", "Coding: " + (story->title.empty() ? story->id : story->title), view);
}

Reply verdict(const Call& call, Workspace& work) {
    auto id = parse_story_id(call.parts.at(0));
    if (!id) throw Error(ErrorKind::not_found, "There is no such story");
    auto theme = std::string(value_of(call.form, "theme"));
    judge(work,
          {*id, theme, span_of(value_of(call.form, "begin"), value_of(call.form, "end")),
           verdict_named(value_of(call.form, "verdict")), call.session->account, value_of(call.form, "hinted") == "1"});
    auto at = value_of(call.form, "at");
    // "c12": the place on the page to return to. Anything else could be meant to change the address.
    bool safe = !at.empty() && at.size() < 10 && at.find_first_not_of("c0123456789") == at.npos;
    const auto drawn = value_of(call.form, "drawn") == "1" ? "?drawn=1" : "";
    return see_other("/desk/" + *id + drawn + (safe ? "#" + std::string(at) : ""));
}

Reply desk_read(const Call& call, Workspace& work) {
    auto id = parse_story_id(call.parts.at(0));
    if (!id || !work.store.story(*id, Use::team)) throw Error(ErrorKind::not_found, "There is no such story");
    const auto& coder = call.session->account;
    const auto how = approach(work.store, *id, coder, value_of(call.form, "drawn") == "1", now_ms());
    // The themes of now are stored too: of a theme that is added later, this reading says nothing.
    ReadThrough read{*id, coder, work.collection.codebook.edition, how.drawn, how.blind, now_ms(), {}};
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

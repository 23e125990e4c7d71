// One story. Functions for parts of the page come first. story() then checks whether the reader may read the story, and
// returns JSON or the page. With view=plain the page has no passages and no similar stories. Passages come from the
// store, so that the page works while the index is rebuilt.
#include "schemas/ground/error.h"
#include "schemas/json/json.h"
#include "serve/coding/judging.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include "serve/web/marked.h"
#include <algorithm>

namespace tangible::serve::pages {

namespace {

View passages_view(const Workspace& work, const std::vector<Passage>& list) {
    View out(std::vector<View>{});
    for (const auto& p : list) {
        View codings(std::vector<View>{});
        for (const auto& c : p.codings) codings.push(coding_view(work.collection.codebook, c));
        out.push({{"number", p.number}, {"quote", p.codings.front().quote}, {"codings", codings}});
    }
    return out;
}

std::string listed(const std::vector<std::string>& values) {
    std::string out;
    for (const auto& v : values) out += (out.empty() ? "" : ", ") + v;
    return out;
}

View similar_view(const Workspace& work, const std::vector<Similar>& list) {
    View out(std::vector<View>{});
    for (const auto& s : list) {
        View themes(std::vector<View>{});
        for (const auto& t : s.themes) themes.push(theme_link(work.collection.codebook, t));
        out.push({{"id", s.id},
                  {"title", s.title.empty() ? "A story without a title" : s.title},
                  {"lang", s.language == "und" ? "" : s.language},
                  {"dir", direction(s.language)},
                  {"year", s.year ? std::to_string(s.year) : ""},
                  {"words", listed(s.words)},
                  {"themes", themes},
                  {"has_themes", !s.themes.empty()}});
    }
    return out;
}

// Without a working index, the page shows the story without similar ones.
std::vector<Similar> similar_to(Workspace& work, const StoryId& id, Use use) try {
    return work.searcher.similar(id, use);
} catch (const Error& e) {
    work.collection.suspect(e);
    return {};
}

}  // namespace

Reply story(const Call& call, Workspace& work) {
    auto id = parse_story_id(call.parts.at(0));
    // 410 Gone and not 404, so that programs that copied the story remove it, too (RFC 9110, 15.5.11).
    if (id && was_taken_back(call, work, *id))
        return trouble(call, work, 410, "This story was taken back",
                       "The teller of this story took it back. We no longer show or count it.");
    auto story = id ? work.store.story(*id, use_of(call)) : std::nullopt;
    if (!story)
        throw Error(ErrorKind::not_found, "There is no story with this reference that you may read",
                    "Check the reference. The teller may not have published the story.");

    const auto codings = standing_codings(work, *story);
    const auto answers = answers_for(call, work, *story);
    if (call.format == "json") return json(to_json(*story, codings, answers));

    // From here on it is the page for people.
    auto marked = passages(codings);
    auto names = names_of(work.store);
    auto view = story_line(work, names, *story);
    bool plain = value_of(call.query, "view") == "plain";
    view["plain"] = plain;
    view["text_html"] = View::html(
        marked_html(story->text, plain ? std::vector<Passage>{} : marked, after_title(story->text, story->title)));
    view["passages"] = passages_view(work, plain ? std::vector<Passage>{} : marked);
    view["passage_count"] = counted(marked.size(), "passage", "passages");
    view["quotable"] = story->consent.uses.has(Use::quote);
    view["received"] = day(story->received_ms);
    view["has_cuts"] = !story->cuts.empty();
    view["has_hidden"] =
        std::ranges::any_of(work.store.redactions(*id), [](auto& r) { return r.instead && !r.is_gone(); });
    const auto similar = plain ? std::vector<Similar>{} : similar_to(work, *id, use_of(call));
    view["similar"] = similar_view(work, similar);
    view["has_similar"] = !similar.empty();
    View partners(std::vector<View>{});
    for (const auto& p : story->partners) partners.push({{"label", work.collection.form.partner_label(p)}, {"id", p}});
    view["partners"] = partners;
    view["has_partners"] = !story->partners.empty();
    view["answers"] = answers_view(work.collection, answers);
    view["has_answers"] = !answers.empty();
    view["helper"] = call.role() >= Role::coder && story->told_by == "helper";
    view["edition"] = work.collection.codebook.edition;
    if (auto it = names.find(story->partnership); it != names.end()) view["grant"] = it->second.grant;
    auto title = story->title.empty() ? "Story " + story->id : story->title;
    return page(call, work, "story", title, view);
}

}  // namespace tangible::serve::pages

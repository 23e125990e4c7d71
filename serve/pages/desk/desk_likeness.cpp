// add_likeness() lists the known copies from the store, then similar stories from the index with their overlap as a
// percentage. desk_likeness() stores a person's decision and leads back to the story that is kept.
#include "serve/pages/desk/desk_likeness.h"
#include "schemas/ground/error.h"
#include "serve/coding/judging.h"
#include "serve/pages/pages.h"
#include <cmath>

namespace tangible::serve::pages {
namespace {

// Returns the overlap in words. When a short story stands whole in a long one, the share of words in common is small;
// the part of the shorter one that the longer one has says more.
std::string measured(const index::Overlap& o) {
    const bool inside = o.jaccard < 0.5;
    const auto percent = std::to_string(std::lround(100 * (inside ? o.contained : o.jaccard)));
    return percent + (inside ? " % of the shorter story is in the longer one" : " % of the text is the same");
}

View alike_view(Workspace& work, const StoryId& id) {
    View list(std::vector<View>{});
    const auto names = names_of(work.store);
    for (const auto& a : work.searcher.alike(id)) {
        const auto other = work.store.story(a.story, Use::team);
        if (!other) continue;
        auto line = story_line(work, names, *other);
        line["id"] = id, line["other"] = a.story;
        line["received"] = day(other->received_ms);
        line["other_uses"] = to_string(other->consent.uses);
        line["measured"] = measured(a.overlap);
        list.push(line);
    }
    return list;
}

}  // namespace

void add_likeness(View& view, Workspace& work, const Story& story) {
    View copies(std::vector<View>{});
    for (const auto& copy : work.store.copies_of(story.id))
        copies.push({{"copy", copy}, {"received", day(work.store.standing_of(copy).received_ms)}});
    view["has_copies"] = !copies.list().empty();
    view["copies"] = copies;
    view["alike"] = alike_view(work, story.id);
    view["has_alike"] = !view["alike"].list().empty();
    view["twice"] = view["has_copies"].truth() || view["has_alike"].truth();
}

Reply desk_likeness(const Call& call, Workspace& work) {
    const auto id = parse_story_id(call.parts.at(0)), other = parse_story_id(value_of(call.form, "other"));
    if (!id || !other) throw Error(ErrorKind::not_found, "There is no such story");
    const auto said = likeness_named(value_of(call.form, "likeness"));
    return see_other("/desk/" + judge_likeness(work, *id, *other, said, call.session->account) + "#twice");
}

}  // namespace tangible::serve::pages

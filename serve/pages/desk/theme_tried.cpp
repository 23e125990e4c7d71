// Lists the passages under six headings, changes first, and copies the counts of the ThemeTryout into the View.
// Passages of stories that were closed to the team since the try are left out.
#include "serve/pages/desk/theme_tried.h"
#include "serve/pages/views.h"

namespace tangible::serve::pages {
namespace {

// `mark`: the word before each passage, so that colour is not the only difference.
View passages_view(Workspace& work, const index::TriedPassages& all, const char* heading, const char* mark) {
    View list(std::vector<View>{});
    for (const auto& p : all.first) {
        const auto story = work.store.story(p.story, Use::team);
        if (!story) continue;
        list.push({{"quote", p.quote},
                   {"cue", p.cue},
                   {"mark", mark},
                   {"story", p.story},
                   {"lang", story->language == "und" ? "" : story->language},
                   {"dir", direction(story->language)}});
    }
    return {{"heading", heading},        {"count", all.passages},
            {"none", all.passages == 0}, {"more", all.passages > all.first.size()},
            {"shown", all.first.size()}, {"passages", list}};
}

}  // namespace

View tried_view(Workspace& work, const ThemeTryout& t, bool wrong) {
    const auto& f = t.found;
    View kinds(std::vector<View>{}), findings(std::vector<View>{});
    kinds.push(passages_view(work, f.come, "Caught only with your changes", "Gained:"));
    kinds.push(passages_view(work, f.go, "No longer caught", "Lost:"));
    kinds.push(passages_view(work, f.missed, "Confirmed by people, but caught by no cue", "Missed:"));
    kinds.push(passages_view(work, f.caught_again, "Rejected by people, but caught by a cue", "Caught again:"));
    kinds.push(passages_view(work, f.held_back, "Passages that only a guard keeps from being caught", "Held back:"));
    kinds.push(passages_view(work, f.stay, "Caught as before", "Unchanged:"));
    for (const auto& x : t.findings) findings.push({{"what", x.what}, {"is_error", x.error}});
    return {{"kinds", kinds},
            {"findings", findings},
            {"has_findings", !t.findings.empty()},
            {"wrong", wrong},
            {"all", f.stories >= t.readable},
            {"tried", counted(f.stories, "story", "stories")},
            {"readable", t.readable},
            {"caught_before", f.caught_before},
            {"caught", f.caught},
            {"stories_come", f.stories_come},
            {"stories_go", f.stories_go},
            {"come", f.come.passages},
            {"go", f.go.passages},
            {"stay", f.stay.passages},
            {"missed", f.missed.passages},
            {"confirmed", f.confirmed},
            {"caught_again", f.caught_again.passages},
            {"rejected", f.rejected},
            {"redefined", t.redefined},
            {"reopened", counted(t.reopened, "confirmed passage", "confirmed passages")}};
}

}  // namespace tangible::serve::pages

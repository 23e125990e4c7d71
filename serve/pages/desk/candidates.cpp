// The page of candidates for new themes (serve/coding/candidates.h). Each group has a link that starts a new theme from
// its passages.
#include "serve/coding/candidates.h"
#include "ingest/text/language_name.h"
#include "serve/pages/desk/desk_theme.h"
#include "serve/pages/desk/theme_started.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"

namespace tangible::serve::pages {
namespace {

View candidate_view(const index::Candidate& c, int number) {
    View passages(std::vector<View>{});
    std::string words, start = "/desk/new-theme";
    for (const auto& w : c.words) words += (words.empty() ? "" : ", ") + w;
    for (const auto& p : c.passages) {
        passages.push(started_view({p.story, p.span, p.quote, c.language}));
        // The first passage begins the query of the address, the others continue it.
        start += (start.ends_with("theme") ? "?from=" : "&from=") + place_name(p.story, p.span);
    }
    return {{"number", number},
            {"words", words},
            {"lang", c.language == "und" ? "" : c.language},
            {"dir", direction(c.language)},
            {"language", ingest::language_name(c.language)},
            {"count", counted(c.sentences, "passage", "passages")},
            {"stories", counted(c.stories, "story", "stories")},
            {"partnerships", counted(c.partnerships, "partnership", "partnerships")},
            {"passages", passages},
            {"start", start}};
}

}  // namespace

Reply candidates(const Call& call, Workspace& work) {
    constexpr std::size_t most_stories = 1'000;  // a person waits for the page; the command reads more
    const auto found = candidates_in(work.store, work.collection.cues, most_stories);
    if (call.format == "json") return json(to_json(found, work.collection.codebook.edition));
    View list(std::vector<View>{});
    int number = 0;
    for (const auto& c : found.groups) list.push(candidate_view(c, ++number));
    return page(call, work, "candidates", "What no theme catches",
                {{"caution", candidates_caution},
                 {"candidates", list},
                 {"none", found.groups.empty()},
                 {"read", counted(found.read, "story", "stories")},
                 {"readable", found.readable},
                 {"untagged", share(found.untagged, found.sentences)},
                 {"edition", work.collection.codebook.edition}});
}

}  // namespace tangible::serve::pages

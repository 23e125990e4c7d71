// Passes the chosen stories with their codings to index::Candidates, which does the grouping, until the limit of
// stories or of text is reached. The caution is part of the JSON, so that no program gets the results without it.
#include "serve/coding/candidates.h"
#include "index/building/catch_up.h"
#include "schemas/ground/json_text.h"
#include "serve/coding/evenly.h"
#include "serve/coding/theme_tryout.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace tangible::serve {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const index::Candidate& c) {
    Json passages = Json::array();
    for (const auto& p : c.passages)
        passages.push_back({{"story", p.story}, {"begin", p.span.begin}, {"end", p.span.end}, {"quote", p.quote}});
    return {{"language", c.language},         {"words", c.words},
            {"passages_in_all", c.sentences}, {"stories", c.stories},
            {"partnerships", c.partnerships}, {"passages", passages}};
}

}  // namespace

Candidates candidates_in(Store& store, const index::Cues& cues, std::size_t most_stories) {
    auto all = store.stories(Use::team);
    // References are random, so in their order a sample does not depend on when stories arrived.
    std::sort(all.begin(), all.end());
    index::Candidates found;
    index::Analyser analyser;
    std::size_t bytes = 0;
    for (const auto& id : evenly(all, most_stories)) {
        const auto story = store.story(id, Use::team);
        if (!story) continue;
        // The first story is read whatever its size; otherwise one huge story would leave nothing to show.
        if (bytes && bytes + story->text.size() > most_bytes_tried) break;
        bytes += story->text.size();
        found.add(*story, analyser.analyse(story->text, story->language), analyser,
                  index::settled_codings(store, cues, analyser, *story));
    }
    return {found.groups(), all.size(), found.stories(), found.sentences(), found.untagged()};
}

std::string to_json(const Candidates& c, const std::string& edition) {
    Json groups = Json::array();
    for (const auto& g : c.groups) groups.push_back(json_of(g));
    return dumped({{"caution", candidates_caution},
                   {"edition", edition},
                   {"stories", c.readable},
                   {"stories_read", c.read},
                   {"sentences", c.sentences},
                   {"untagged_sentences", c.untagged},
                   {"candidates", groups}});
}

}  // namespace tangible::serve

// Passes the chosen stories with their codings to index::Candidates, which does the grouping, until the limit of
// stories or of text is reached. The caution is part of the JSON, so that no program gets the results without it.
#include "serve/coding/candidates.h"
#include "index/building/catch_up.h"
#include "schemas/json/json.h"
#include "serve/coding/evenly.h"
#include "serve/coding/theme_tryout.h"
#include <algorithm>

namespace tangible::serve {
namespace {

std::string json_of(const index::Candidate& c) {
    std::vector<std::string> words, passages;
    for (const auto& w : c.words) words.push_back(json_string(w));
    for (const auto& p : c.passages)
        passages.push_back(json_object({{"story", json_string(p.story)},
                                        {"begin", std::to_string(p.span.begin)},
                                        {"end", std::to_string(p.span.end)},
                                        {"quote", json_string(p.quote)}}));
    return json_object({{"language", json_string(c.language)},
                        {"words", json_array(words)},
                        {"passages_in_all", std::to_string(c.sentences)},
                        {"stories", std::to_string(c.stories)},
                        {"partnerships", std::to_string(c.partnerships)},
                        {"passages", json_array(passages)}});
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
    std::vector<std::string> groups;
    for (const auto& g : c.groups) groups.push_back(json_of(g));
    return json_object({{"caution", json_string(candidates_caution)},
                        {"edition", json_string(edition)},
                        {"stories", std::to_string(c.readable)},
                        {"stories_read", std::to_string(c.read)},
                        {"sentences", std::to_string(c.sentences)},
                        {"untagged_sentences", std::to_string(c.untagged)},
                        {"candidates", json_array(groups)}});
}

}  // namespace tangible::serve

// `tangible themes suggest --cues THEME`: prints phrases of confirmed passages that could be cues, each with what it
// would catch. Learns the phrases in the stories with decisions on the theme, then counts them in a sample of all
// stories.
#include "index/codebook/cue_phrases.h"
#include "schemas/ground/error.h"
#include "schemas/ground/json_text.h"
#include "schemas/shapes/by_story.h"
#include "serve/coding/evenly.h"
#include "serve/collection/config.h"
#include "serve/commands/commands.h"
#include "serve/commands/story_walk.h"
#include <iostream>
#include <nlohmann/json.hpp>

namespace tangible::serve {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const index::CuePhrase& p) {
    return {{"phrase", p.phrase},     {"language", p.language}, {"confirmed", p.confirmed},
            {"missed_now", p.missed}, {"rejected", p.rejected}, {"elsewhere", p.elsewhere}};
}

}  // namespace

// In order: the decisions on the theme, by story; the sample; learning; weighing; the best phrases as rows or JSON.
int suggest_cues(Invocation& call, const std::string& theme) {
    if (!call.words.empty())
        throw Error(ErrorKind::usage, "'themes suggest' takes words or --cues, not both",
                    "leave out '" + call.words[0] + "'");
    constexpr std::size_t most = 20;
    const bool as_json = call.has("json");
    const auto limit = static_cast<std::size_t>(call.number("limit", 1000, 1, 1'000'000));
    const index::Cues cues(read_codebook(configured(call.data_dir).codebook));
    const auto id = cues.codebook().at(theme).id;
    Store store(call.data_dir, Store::Access::read);
    auto on_theme = store.decisions(Use::team);
    std::erase_if(on_theme, [&](const Decision& d) { return d.theme != id; });
    auto decisions = by_story(std::move(on_theme));
    std::vector<StoryId> decided;
    for (const auto& [story, on] : decisions) decided.push_back(story);
    // A phrase that is frequent everywhere is no cue, so the sample comes from the whole collection.
    const auto others = evenly(store.stories(Use::team), limit);
    index::CuePhrases phrases(cues, id);
    each_story(store, decided, "Learning", [&](const Story& s, const index::Analysis& a, index::Analyser& an) {
        phrases.learn(s, a, an, decisions[s.id]);
    });
    each_story(store, others, "Weighing", [&](const Story& s, const index::Analysis& a, index::Analyser& an) {
        phrases.weigh(s, a, an, decisions[s.id]);
    });
    const auto best = phrases.best(most);
    Json rows = Json::array();
    if (!as_json && !best.empty()) std::cout << "phrase\tlanguage\tconfirmed\tmissed now\trejected\telsewhere\n";
    for (const auto& p : best) {
        rows.push_back(json_of(p));
        if (!as_json)
            std::cout << p.phrase << '\t' << p.language << '\t' << p.confirmed << '\t' << p.missed << '\t' << p.rejected
                      << '\t' << p.elsewhere << '\n';
    }
    if (as_json)
        std::cout << dumped({{"theme", id},
                             {"confirmed", phrases.confirmed()},
                             {"stories", others.size()},
                             {"phrases", rows}})
                  << '\n';
    std::cerr << id << ": " << phrases.confirmed() << " confirmed passages, compared with " << others.size()
              << " stories. Nothing was changed.\n";
    return 0;
}

}  // namespace tangible::serve

// `tangible themes impact` and `themes suggest`: what a codebook does to the stories of a collection.
#include "index/codebook/impact.h"
#include "index/codebook/relearning.h"
#include "index/search/search.h"
#include "schemas/ground/error.h"
#include "schemas/ground/json_text.h"
#include "schemas/shapes/by_story.h"
#include "serve/collection/config.h"
#include "serve/commands/commands.h"
#include "serve/commands/story_walk.h"
#include <algorithm>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace tangible::serve {
namespace {

using Json = nlohmann::ordered_json;

// ---- impact ----

// "stories +3 -1 =12": suggested by the new codebook alone, by the present one alone, and by both.
std::string in_words(const index::Moves& m, const char* noun) {
    return std::string(noun) + " +" + std::to_string(m.come) + " -" + std::to_string(m.go) + " =" +
           std::to_string(m.stay);
}

Json json_of(const index::Moves& m) { return {{"come", m.come}, {"go", m.go}, {"stay", m.stay}}; }

Json json_of(const std::string& theme, const index::ThemeImpact& i) {
    return {{"theme", theme},
            {"stories", json_of(i.stories)},
            {"passages", json_of(i.passages)},
            {"reopened", i.reopened},
            {"because", i.because}};
}

// A model belongs to one edition of the codebook, so a change of words under the same version would go unnoticed.
void say_what_is_learned_anew(const Codebook& before, const Codebook& after, const std::vector<std::string>& anew) {
    if (before.edition == after.edition && !anew.empty())
        std::cerr << "Both codebooks are called " << after.edition
                  << ". Raise the version; otherwise the model from the old words stays in use.\n";
    else if (before.edition != after.edition)
        std::cerr << "The model belongs to " << before.edition << " and will no longer be used. "
                  << "Run `tangible themes train` to learn again from the same decisions.\n";
    if (anew.empty()) return;
    std::cerr << "The model would rank these themes by other words:";
    for (const auto& theme : anew) std::cerr << ' ' << theme;
    std::cerr << '\n';
}

// A story with several reopened passages is named once.
void print(const std::string& theme, const index::ThemeImpact& i) {
    std::cout << theme << '\t' << in_words(i.stories, "stories") << '\t' << in_words(i.passages, "passages") << '\t';
    if (!i.reopened.empty())
        std::cout << i.reopened.size() << " confirmed to review again, because " << i.because << ':';
    for (const auto& story : std::set(i.reopened.begin(), i.reopened.end())) std::cout << ' ' << story;
    std::cout << '\n';
}

}  // namespace

// Tags every story with both codebooks and compares; then says what a model has to learn anew.  Changes nothing.
int impact_of_themes(Invocation& call) {
    const bool as_json = call.has("json");
    const index::Cues after(read_codebook(std::filesystem::path(call.words.at(0))));
    const index::Cues before(read_codebook(configured(call.data_dir).codebook));
    Store store(call.data_dir, Store::Access::read);
    auto decisions = by_story(store.decisions(Use::team));
    index::Impact impact(before, after);
    each_story(
        store, store.stories(Use::team), "Trying",
        [&](const Story& s, const index::Analysis& a, index::Analyser& an) { impact.add(s, a, an, decisions[s.id]); });
    Json rows = Json::array();
    std::size_t reopened = 0;
    for (const auto& [theme, i] : impact.themes()) {
        reopened += i.reopened.size();
        if (as_json)
            rows.push_back(json_of(theme, i));
        else
            print(theme, i);
    }
    const auto anew = index::worded_anew(before.codebook(), after.codebook());
    if (as_json)
        std::cout << dumped({{"before", before.codebook().edition},
                             {"after", after.codebook().edition},
                             {"stories", impact.stories()},
                             {"reopened", reopened},
                             {"worded_anew", anew},
                             {"themes", rows}})
                  << '\n';
    std::cerr << before.codebook().edition << " -> " << after.codebook().edition << ": " << impact.stories()
              << " stories tried; " << reopened << " confirmed passages to review again. Nothing was changed.\n";
    say_what_is_learned_anew(before.codebook(), after.codebook(), anew);
    return 0;
}

// ---- suggest ----

namespace {

/// What the cues of one theme find in some stories.
struct Suggested {
    std::size_t stories = 0, passages = 0;
    std::map<std::string, std::size_t> cues;  ///< stories in which each fired
};

void add(std::map<std::string, Suggested>& to, const index::Cues& cues, const Story& story,
         const index::Analysis& analysis, index::Analyser& analyser) {
    std::set<std::string> themes;
    for (const auto& c : cues.tag(story.text, analysis, analyser)) {
        ++to[c.theme].passages;
        if (themes.insert(c.theme).second) ++to[c.theme].stories;
    }
    const auto fired = cues.firings(story.text, analysis, analyser).cues;
    // A set, so that a cue that fires twice in a story counts once.
    for (auto [t, row] : std::set(fired.begin(), fired.end())) {
        const auto& theme = cues.codebook().themes[t];
        ++to[theme.id].cues[theme.cues[row].name];
    }
}

template <class Item, class Count>
std::vector<std::pair<std::string, Item>> most_first(const std::map<std::string, Item>& all, const Count& count) {
    std::vector<std::pair<std::string, Item>> out(all.begin(), all.end());
    std::stable_sort(out.begin(), out.end(), [&](auto& a, auto& b) { return count(a.second) > count(b.second); });
    return out;
}

Json json_of(const std::string& theme, const Suggested& s) {
    Json cues = Json::array();
    for (const auto& [cue, stories] : most_first(s.cues, [](std::size_t n) { return n; }))
        cues.push_back({{"cue", cue}, {"stories", stories}});
    return {{"theme", theme}, {"stories", s.stories}, {"passages", s.passages}, {"cues", cues}};
}

void print(const std::string& theme, const Suggested& s) {
    std::cout << theme << '\t' << s.stories << '\t' << s.passages << '\t';
    const char* between = "";
    for (const auto& [cue, stories] : most_first(s.cues, [](std::size_t n) { return n; })) {
        std::cout << between << cue << " (" << stories << ')';
        between = ", ";
    }
    std::cout << '\n';
}

}  // namespace

int suggest_themes(Invocation& call) {
    if (const auto theme = call.value("cues"); !theme.empty()) return suggest_cues(call, theme);
    const bool as_json = call.has("json");
    const auto file = call.value("codebook");
    const auto limit = static_cast<std::size_t>(call.number("limit", 1000, 1, 1'000'000));
    Query query(Use::team);
    for (const auto& w : call.words) query.words += (query.words.empty() ? "" : " ") + w;
    const auto in_force = read_codebook(configured(call.data_dir).codebook);
    const index::Cues cues(file.empty() ? in_force : read_codebook(std::filesystem::path(file)));
    Store store(call.data_dir, Store::Access::read);
    // One more than is wanted shows whether there are more. The index was made with the codebook in force, so the query
    // is understood by that one, also when another codebook is tried.
    auto found = index::Searcher(call.data_dir, store, in_force).matches(query, limit + 1);
    if (found.size() > limit) {
        std::cerr << "Reading only the first " << limit << " stories. --limit N reads more.\n";
        found.resize(limit);
    }
    std::map<std::string, Suggested> suggested;
    each_story(store, found, "Reading",
               [&](const Story& s, const index::Analysis& a, index::Analyser& an) { add(suggested, cues, s, a, an); });
    Json rows = Json::array();
    if (!as_json && !suggested.empty()) std::cout << "theme\tstories\tpassages\tcues\n";
    for (const auto& [theme, s] : most_first(suggested, [](const Suggested& s) { return s.stories; })) {
        if (as_json)
            rows.push_back(json_of(theme, s));
        else
            print(theme, s);
    }
    if (as_json)
        std::cout << dumped({{"stories", found.size()}, {"edition", cues.codebook().edition}, {"themes", rows}})
                  << '\n';
    std::cerr << found.size() << " stories, " << suggested.size() << " themes suggested\n";
    return found.empty() ? 4 : 0;
}

}  // namespace tangible::serve

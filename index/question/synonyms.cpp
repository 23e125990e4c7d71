// The constructor stems every plain cue and files it by language and stems. of() stems the given words in each
// language, takes the matching cue that comes first in the codebook, and collects the other cues of its theme.
#include "index/question/synonyms.h"
#include <algorithm>
#include <set>

namespace tangible::index {
namespace {

using Words = std::vector<std::string>;
constexpr std::size_t most_words_offered = 3;

// The stems of a phrase, in order.
Words stems_of(const std::string& phrase, const std::string& language, Analyser& analyser) {
    Words stems;
    for (const auto& token : analyser.analyse(phrase, language).tokens)
        stems.emplace_back(analyser.stem(token.word, language));
    return stems;
}

// The stems of all words in the theme's guards. A guard switches a cue off in some contexts; a search for the bare
// words cannot tell these contexts apart.
std::set<std::string> guarded(const Theme& theme, const std::string& language, Analyser& analyser) {
    std::set<std::string> stems;
    for (const auto& guard : theme.guards)
        if (guard.language == language)
            for (auto& stem : stems_of(guard.phrase, language, analyser)) stems.insert(std::move(stem));
    return stems;
}

bool touches(const Words& stems, const std::set<std::string>& guarded) {
    return std::any_of(stems.begin(), stems.end(), [&](const auto& s) { return guarded.contains(s); });
}

}  // namespace

Synonyms::Synonyms(const Codebook& codebook, Analyser& analyser) {
    for (const auto& theme : codebook.themes) {
        std::map<std::string, std::set<std::string>> guards;
        for (const auto& cue : theme.cues) {
            // Cues with gaps or of several phrases are not something that a person would type.
            if (cue.within != 0 || cue.phrases.size() != 1) continue;
            auto stems = stems_of(cue.phrases[0], cue.language, analyser);
            if (stems.empty() || stems.size() > most_words) continue;
            const auto [at, is_new] = guards.try_emplace(cue.language);
            // Stemmed once for each theme and language.
            if (is_new) at->second = guarded(theme, cue.language, analyser);
            first_.try_emplace({cue.language, stems}, cues_.size());  // the first in the codebook stays
            const bool offered = stems.size() <= most_words_offered && !touches(stems, at->second);
            cues_.push_back({&theme, &cue, std::move(stems), offered});
            if (std::find(languages_.begin(), languages_.end(), cue.language) == languages_.end())
                languages_.push_back(cue.language);
        }
    }
}

Synonyms::Meant Synonyms::of(const Words& words, Analyser& analyser) const {
    Meant meant;
    auto first = cues_.size();
    for (const auto& language : languages_) {
        Words stems;
        for (const auto& w : words) stems.push_back(analyser.stem_of(w, language));
        if (const auto at = first_.find({language, stems}); at != first_.end()) first = std::min(first, at->second);
    }
    if (first == cues_.size()) return meant;
    const auto& said = cues_[first];
    meant.language = said.cue->language;
    for (const auto& other : cues_) {
        const bool same = other.theme == said.theme && other.cue->polarity == said.cue->polarity &&
                          other.cue->language == said.cue->language;
        if (same && other.offered && other.stems != said.stems && meant.others.size() < most_alternatives)
            meant.others.push_back({other.cue->name, other.stems});
    }
    if (!meant.others.empty()) meant.theme = said.theme;
    return meant;
}

}  // namespace tangible::index

// A codebook grown to more themes than people wrote.  Each further theme has the form of a written one: as many cues,
// pairs and guards of as many words, in the same languages.  In each phrase the longest word comes from another written
// phrase; a single word is one that one or two stories in a hundred have.
#pragma once
#include "index/words/analysis.h"
#include "schemas/codebooks/codebook.h"
#include "tests/bench/helpers/generator.h"
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace tangible::bench {

class ManyThemes {
public:
    ManyThemes(const Codebook& book, const Generator& generator) : book_(book), rare_(rare_words(generator)) {
        for (const auto& theme : book.themes)
            for (const auto& cue : theme.cues)
                for (const auto& phrase : cue.phrases) {
                    const auto words = words_of(phrase);
                    phrases_[{cue.language, words.size()}].push_back(words);
                }
    }

    Codebook of(std::size_t themes) const {
        Codebook grown = book_;
        Random random(1, 3);
        while (grown.themes.size() < themes) {
            Theme theme = book_.themes[grown.themes.size() % book_.themes.size()];
            theme.id += "." + std::to_string(grown.themes.size());
            for (auto& cue : theme.cues)
                for (auto& phrase : cue.phrases) phrase = another(phrase, cue.language, random);
            for (auto& guard : theme.guards) guard.phrase = another(guard.phrase, guard.language, random);
            grown.themes.push_back(std::move(theme));
        }
        return grown;
    }

private:
    using Words = std::vector<std::string>;
    static Words words_of(const std::string& text) {
        std::istringstream in(text);
        return {std::istream_iterator<std::string>(in), {}};
    }

    /// Stems of words that one or two stories in a hundred have.
    static Words rare_words(const Generator& generator) {
        constexpr std::size_t sample = 400;
        index::Analyser analyser;
        std::map<std::string, std::size_t> stories;
        for (std::size_t i = 0; i < sample; ++i) {
            std::set<std::string_view> stems;
            for (const auto& token : analyser.analyse(generator.story(i).text, "en").tokens)
                stems.insert(analyser.stem(token.word, "en"));
            for (const auto stem : stems) ++stories[std::string(stem)];
        }
        Words rare;
        for (const auto& [stem, n] : stories)
            if (n >= sample / 100 && n <= sample / 50 && analyser.stem_of(stem, "en") == stem) rare.push_back(stem);
        return rare;
    }

    std::string another(const std::string& phrase, const std::string& language, Random& random) const {
        const auto length = words_of(phrase).size();
        if (length == 1) return rare_[random.below(rare_.size())];
        const auto alike = phrases_.find({language, length});
        if (alike == phrases_.end()) return phrase;
        auto words = words_of(phrase);
        auto other = alike->second[random.below(alike->second.size())];
        *longest(words) = *longest(other);
        std::string out;
        for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
        return out;
    }
    static Words::iterator longest(Words& words) {
        return std::max_element(words.begin(), words.end(),
                                [](const auto& a, const auto& b) { return a.size() < b.size(); });
    }

    const Codebook& book_;
    std::map<std::pair<std::string, std::size_t>, std::vector<Words>> phrases_;  ///< by language and length
    Words rare_;
};

}  // namespace tangible::bench

// said_by() turns what a theme says into weighted stems and pairs of stems, which the constructor files by term.
// weigh() takes IDF from a collection, and likeness() works out BM25 and cosines for a story and its best passage.
#include "index/learning/features/theme_words.h"
#include <algorithm>
#include <cmath>
#include <map>

namespace tangible::index {
namespace {

// BM25's usual constants (Robertson): how soon a repeated word counts no more, and how much long texts are damped.
constexpr float k1 = 1.2f, b = 0.75f;
// Saturation of a term within a theme: a term weighs at most `repeated` + 1, however often the theme says it.
constexpr float repeated = 4;
// A term in more than about one story of three says little of a theme.
constexpr float too_common_idf = 1;

// How much each part of a theme counts. Labels and indicators were chosen by people to stand for the theme, so they
// count twice.
struct Weights {
    float label = 2, above = 0.5f, definition = 1, include = 1, indicators = 2, cues = 1, examples = 1,
          near_misses = -0.5f;
};
constexpr Weights weights;

// What a theme says: terms with weights for BM25, and texts with weights for its direction.
struct Said {
    std::map<std::uint64_t, float> terms;
    std::vector<std::pair<std::vector<Reading::Word>, float>> texts;
};

// Adds a text of a theme; a term counts once in each text.
void say(Said& to, const std::string& text, float weight, const std::string& language, Analyser& analyser) {
    const auto words = read(text, analyser.analyse(text, language), analyser).words;
    std::map<std::uint64_t, float> here;
    for (std::size_t i = 0; i < words.size(); ++i) {
        here[words[i].stem] = weight;
        if (i && words[i].sentence == words[i - 1].sentence)
            here[pair_number(words[i - 1].stem, words[i].stem)] = weight;
    }
    for (const auto& [term, w] : here) to.terms[term] += w;
    if (!words.empty()) to.texts.emplace_back(words, weight);
}

// Counts against a theme only pairs of a word of the theme and a word that is not: to count all words of a near miss
// against it costs more stories than it keeps out. So does the text of "exclude", which speaks of other themes in this
// theme's words.
void say_near_miss(Said& to, const Said& theme, const std::vector<Reading::Word>& words) {
    const auto own = [&](std::size_t i) { return theme.terms.contains(words[i].stem); };
    for (std::size_t i = 1; i < words.size(); ++i)
        if (words[i].sentence == words[i - 1].sentence && own(i) != own(i - 1))
            to.terms[pair_number(words[i - 1].stem, words[i].stem)] = weights.near_misses;
}

Said said_by(const Target& t, const std::string& language, Analyser& analyser) {
    Said out;
    const auto all = [&](const std::vector<std::string>& texts, float weight) {
        for (const auto& text : texts) say(out, text, weight, language, analyser);
    };
    say(out, t.label, weights.label, language, analyser);
    say(out, t.above, weights.above, language, analyser);
    say(out, t.definition, weights.definition, language, analyser);
    say(out, t.include, weights.include, language, analyser);
    all(t.indicators, weights.indicators);
    all(t.cues, weights.cues);
    all(t.examples, weights.examples);
    Said near_misses;
    for (const auto& text : t.near_misses)
        say_near_miss(near_misses, out, read(text, analyser.analyse(text, language), analyser).words);
    // merge() keeps what is there already: what the theme says itself is not taken away.
    out.terms.merge(near_misses.terms);
    return out;
}

Direction direction_of(const Said& said) {
    Direction sum{};
    for (const auto& [words, weight] : said.texts) {
        const Direction d = direction_of(words);
        for (std::size_t k = 0; k < sum.size(); ++k) sum[k] += weight * d[k];
    }
    const float length = std::sqrt(cosine(sum, sum));
    if (length > 0)
        for (float& x : sum) x /= length;
    return sum;
}

}  // namespace

ThemeWords::ThemeWords(const Targets& targets, Analyser& analyser) {
    for (std::uint32_t t = 0; t < targets.size(); ++t) {
        const Said said = said_by(targets.all[t], targets.language, analyser);
        for (const auto& [term, w] : said.terms) {
            const auto place = places_.find_or_add(term);
            if (place == themes_of_.size()) themes_of_.emplace_back();
            themes_of_[place].push_back({t, (repeated + 1) * w / (repeated + std::abs(w))});
        }
        directions_.push_back(direction_of(said));
    }
    weights_.terms = places_.keys();
    weights_.idf.assign(places_.size(), 1);
}

void ThemeWords::weigh(const std::vector<Reading>& stories) {
    std::vector<std::uint32_t> in_stories(places_.size()), last(places_.size(), KeyNumbers::none);
    double words = 0, passages = 0, passage_words = 0;
    for (std::uint32_t s = 0; s < stories.size(); ++s) {
        for_each_term(stories[s].words, [&](std::uint64_t term) {
            const auto place = places_.find(term);
            if (place != KeyNumbers::none && last[place] != s) ++in_stories[place], last[place] = s;
        });
        words += static_cast<double>(stories[s].words.size());
        for (const auto& p : stories[s].passages) passage_words += p.last - p.first, ++passages;
    }
    const float count = static_cast<float>(stories.size());
    for (std::size_t p = 0; p < in_stories.size(); ++p) {
        const float n = static_cast<float>(in_stories[p]);
        weights_.idf[p] = std::log(1 + (count - n + 0.5f) / (n + 0.5f));
    }
    weights_.mean_words = std::max(1.f, static_cast<float>(words / std::max(1.0, static_cast<double>(count))));
    weights_.mean_passage_words = std::max(1.f, static_cast<float>(passage_words / std::max(1.0, passages)));
}

void ThemeWords::weigh(TermWeights by) {
    std::vector<float> idf(places_.size());
    for (std::size_t i = 0; i < by.terms.size(); ++i)
        if (const auto place = places_.find(by.terms[i]); place != KeyNumbers::none) idf[place] = by.idf[i];
    weights_ = {places_.keys(), std::move(idf), by.mean_words, by.mean_passage_words};
}

// BM25 of some words for all themes at once, by an inverted index: each distinct term adds to the themes that have it.
void ThemeWords::add_words(std::span<const Reading::Word> words, float mean_words, std::span<float> to) const {
    std::vector<std::uint32_t> found;
    for_each_term(words, [&](std::uint64_t term) {
        const auto place = places_.find(term);
        if (place != KeyNumbers::none && weights_.idf[place] >= too_common_idf) found.push_back(place);
    });
    std::sort(found.begin(), found.end());
    const float damped = k1 * (1 - b + b * static_cast<float>(words.size()) / mean_words);
    for (std::size_t i = 0; i < found.size();) {
        std::size_t end = i;
        while (end < found.size() && found[end] == found[i]) ++end;
        const float times = static_cast<float>(end - i);
        const float weight = weights_.idf[found[i]] * times * (k1 + 1) / (times + damped);
        for (const auto& of : themes_of_[found[i]]) to[of.theme] += weight * of.weight;
        i = end;
    }
}

std::vector<float> ThemeWords::likeness(const Reading& story) const {
    const std::size_t n = themes();
    std::vector<float> out(likenesses * n), passage(n);
    const auto kind = [&](Likeness k) { return std::span(out).subspan(static_cast<std::size_t>(k) * n, n); };
    add_words(story.words, weights_.mean_words, kind(Likeness::words));
    const Direction whole = direction_of(std::span<const Reading::Word>(story.words));
    for (std::size_t t = 0; t < n; ++t) kind(Likeness::direction)[t] = cosine(whole, directions_[t]);
    const auto best_words = kind(Likeness::passage_words), best_direction = kind(Likeness::passage_direction);
    for (const auto& p : story.passages) {
        const auto words = std::span(story.words).subspan(p.first, p.last - p.first);
        std::fill(passage.begin(), passage.end(), 0.f);
        add_words(words, weights_.mean_passage_words, passage);
        const Direction direction = story.passages.size() == 1 ? whole : direction_of(words);
        for (std::size_t t = 0; t < n; ++t) {
            best_words[t] = std::max(best_words[t], passage[t]);
            best_direction[t] = std::max(best_direction[t], cosine(direction, directions_[t]));
        }
    }
    return out;
}

std::vector<float> ThemeWords::likeness(std::span<const Reading::Word> passage, const Direction& direction) const {
    const std::size_t n = themes();
    std::vector<float> out(2 * n);
    add_words(passage, weights_.mean_passage_words, std::span(out).first(n));
    for (std::size_t t = 0; t < n; ++t) out[n + t] = cosine(direction, directions_[t]);
    return out;
}

}  // namespace tangible::index

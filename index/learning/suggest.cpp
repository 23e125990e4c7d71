// Scores the whole text for its probabilities, and each passage as if it were a story by itself to find the best one
// for each theme. Words are ranked by what each alone adds to the linear score: since the score is linear, that is
// nearly what the suggestion would lose without the word.
#include "index/learning/suggest.h"
#include <algorithm>

namespace tangible::index {
namespace {

constexpr std::size_t shown_words = 5;

}  // namespace

Suggester::Suggester(const Targets& targets, const Model& model, Analyser& analyser)
    : targets_(targets), model_(model), words_(targets, analyser) {
    check_fits(model, targets);
    words_.weigh(model.term_weights);
}

std::vector<float> Suggester::probabilities(const Reading& reading) const {
    auto logits = model_.score.of(words_.likeness(reading), model_.features.terms_of(reading.words),
                                  direction_of(std::span<const Reading::Word>(reading.words)));
    return model_.probabilities(std::move(logits), targets_);
}

// A passage is its own best passage, so its likenesses stand for both the story and the best passage: kinds 0 and 1 are
// words, 2 and 3 directions (enum Likeness).
std::vector<float> Suggester::spoken_by(std::span<const Reading::Word> words) const {
    const Direction direction = direction_of(words);
    const auto once = words_.likeness(words, direction);
    const std::size_t n = model_.themes.size();
    std::vector<float> all(likenesses * n);
    for (std::size_t t = 0; t < n; ++t) {
        all[t] = all[n + t] = once[t];
        all[2 * n + t] = all[3 * n + t] = once[n + t];
    }
    return model_.score.of(all, model_.features.terms_of(words), direction);
}

std::vector<std::uint32_t> Suggester::best_passages(const Reading& reading) const {
    if (reading.passages.empty()) return {};
    std::vector<std::uint32_t> best(model_.themes.size(), 0);
    if (reading.passages.size() == 1) return best;
    std::vector<float> most;
    for (std::uint32_t p = 0; p < reading.passages.size(); ++p) {
        const auto& passage = reading.passages[p];
        const auto spoken = spoken_by(std::span(reading.words).subspan(passage.first, passage.last - passage.first));
        if (p == 0) most = spoken;
        for (std::size_t t = 0; t < best.size(); ++t)
            if (spoken[t] > most[t]) best[t] = p, most[t] = spoken[t];
    }
    return best;
}

// What a word adds by itself: the weight of its stem and its direction, and its likeness to the theme.
std::vector<std::string> Suggester::strongest_words(std::string_view text, const Analysis& analysis,
                                                    const Reading& reading, const Reading::Passage& passage,
                                                    std::uint32_t theme) const {
    std::vector<std::pair<float, std::uint32_t>> weights;
    for (auto i = passage.first; i < passage.last; ++i) {
        const auto word = std::span(reading.words).subspan(i, 1);
        const Direction direction = direction_of(word);
        const auto like = words_.likeness(word, direction);
        const auto& by = model_.score.likeness;
        const std::size_t n = model_.themes.size();
        const float weight = model_.score.of_terms(model_.features.terms_of(word), direction, theme) +
                             (by.at(0, theme) + by.at(1, theme)) * like[theme] +
                             (by.at(2, theme) + by.at(3, theme)) * like[n + theme];
        if (weight > 0) weights.emplace_back(-weight, i);
    }
    std::sort(weights.begin(), weights.end());
    std::vector<std::string> out;
    for (const auto& [weight, i] : weights) {
        std::string word(cut(text, analysis.tokens[i].span));
        if (std::find(out.begin(), out.end(), word) == out.end()) out.push_back(std::move(word));
        if (out.size() == shown_words) break;
    }
    return out;
}

std::vector<Suggestion> Suggester::suggest(std::string_view text, const Analysis& analysis, const Reading& reading,
                                           std::size_t explained) const {
    const auto p = probabilities(reading);
    const auto best = best_passages(reading);
    std::vector<Suggestion> out;
    for (const auto t : order_of(p)) {
        Suggestion s{t, p[t], p[t] >= model_.cuts.of[t] && !best.empty(), {}, {}};
        if (!best.empty()) s.passage = reading.passages[best[t]].span;
        if (!best.empty() && (s.suggested || out.size() < explained))
            s.words = strongest_words(text, analysis, reading, reading.passages[best[t]], t);
        out.push_back(std::move(s));
    }
    return out;
}

}  // namespace tangible::index

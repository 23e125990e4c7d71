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

// As if the passage were a story by itself.
double Suggester::of_passage(std::span<const Reading::Word> words, std::uint32_t t) const {
    const auto like = words_.likeness(words, t);
    const auto& by = model_.score.likeness;
    const auto weight = [&](Likeness k) { return by.at(static_cast<std::size_t>(k), t); };
    return model_.score.of_terms(model_.features.terms_of(words), direction_of(words), t) +
           (weight(Likeness::words) + weight(Likeness::passage_words)) * like[0] +
           (weight(Likeness::direction) + weight(Likeness::passage_direction)) * like[1];
}

std::uint32_t Suggester::best_passage(const Reading& reading, std::uint32_t theme) const {
    std::uint32_t best = Places::none;
    double most = 0;
    for (std::uint32_t p = 0; p < reading.passages.size(); ++p) {
        const auto& passage = reading.passages[p];
        const double score =
            reading.passages.size() == 1
                ? 0
                : of_passage(std::span(reading.words).subspan(passage.first, passage.last - passage.first), theme);
        if (best == Places::none || score > most) best = p, most = score;
    }
    return best;
}

std::vector<Suggestion> Suggester::suggest(std::string_view text, const Analysis& analysis, const Reading& reading,
                                           std::size_t explained) const {
    const auto p = probabilities(reading);
    std::vector<Suggestion> out;
    for (const auto t : order_of(p)) {
        Suggestion s{t, p[t], p[t] >= model_.cuts.of[t] && !reading.passages.empty(), {}, {}};
        if (s.suggested || out.size() < explained)
            if (const auto best = best_passage(reading, t); best != Places::none) {
                const auto& passage = reading.passages[best];
                s.passage = passage.span;
                std::vector<std::pair<double, std::uint32_t>> weights;
                for (auto i = passage.first; i < passage.last; ++i) {
                    const double w = of_passage(std::span(reading.words).subspan(i, 1), t);
                    if (w > 0) weights.emplace_back(-w, i);
                }
                std::sort(weights.begin(), weights.end());
                for (const auto& [w, i] : weights) {
                    std::string word(cut(text, analysis.tokens[i].span));
                    if (s.words.size() < shown_words &&
                        std::find(s.words.begin(), s.words.end(), word) == s.words.end())
                        s.words.push_back(std::move(word));
                }
            }
        out.push_back(std::move(s));
    }
    return out;
}

}  // namespace tangible::index

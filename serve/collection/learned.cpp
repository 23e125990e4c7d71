// Keeps the latest model loaded and replaces it when the store has a newer one; finding that out costs one look-up.
// on() drops suggestions below the threshold and themes that a coding has on an overlapping passage, and returns at
// most eight hints.
#include "serve/collection/learned.h"
#include "index/learning/suggest.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <cmath>

namespace tangible::serve {
namespace {

constexpr std::size_t most_hints = 8, most_words = 4;  // as many as a coder can weigh beside a story

std::string in_words(float probability, bool calibrated) {
    if (!calibrated) return in_a_band(std::lround(10'000 * probability));
    return "right in about " + std::to_string(std::lround(100 * probability)) + " of 100 such cases";
}

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

const char* in_a_band(std::int64_t chance) { return chance >= 5'000 ? "likely" : "possible"; }

/// A loaded model with all that it needs. The suggester refers to the other members, so they stay together.
struct Hints::InForce {
    InForce(const Codebook& codebook, const std::string& bytes)
        : targets(codebook, {}), model(index::model_from(bytes, targets)), suggester(targets, model, analyser) {}
    index::Targets targets;
    index::Model model;
    index::Analyser analyser;
    index::Suggester suggester;
};

Hints::Hints() = default;
Hints::~Hints() = default;

const index::Model* Hints::model(Store& store, const Codebook& codebook) {
    if (const auto latest = store.latest_model(); latest != looked_at_) {
        looked_at_ = latest;
        in_force_.reset();
        try {
            if (const auto kept = store.model(latest)) in_force_ = std::make_unique<InForce>(codebook, kept->bytes);
        } catch (const Error& e) {  // of another codebook edition, or of a format that we cannot read: no hints
            if (e.kind != ErrorKind::refused && e.kind != ErrorKind::bad_schema) throw;
        }
    }
    return in_force_ ? &in_force_->model : nullptr;
}

std::vector<Hint> Hints::on(const Story& story, const std::vector<Coding>& standing, Store& store,
                            const Codebook& codebook) {
    std::vector<Hint> hints;
    if (!this->model(store, codebook)) return hints;
    auto& [targets, model, analyser, suggester] = *in_force_;
    const auto analysis = analyser.analyse(story.text, story.language);
    const auto reading = index::read(story, analysis, analyser);
    for (auto& s : suggester.suggest(story.text, analysis, reading, 0)) {
        const auto& theme = model.themes[s.theme];
        const bool known = std::any_of(standing.begin(), standing.end(),
                                       [&](const Coding& c) { return c.theme == theme && overlap(c.span, s.passage); });
        if (!s.suggested || known || hints.size() == most_hints) continue;
        s.words.resize(std::min(s.words.size(), most_words));
        hints.push_back({theme, s.passage, std::string(cut(story.text, s.passage)), std::move(s.words),
                         in_words(s.probability, model.calibrated()), model.confirmed[s.theme],
                         model.rejected[s.theme]});
    }
    return hints;
}

}  // namespace tangible::serve

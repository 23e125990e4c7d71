// Stitches six texts drawn at random into one story and asks for the best passage for each label. A passage is right
// when it begins in a text that has the label; by chance, the share of the story's texts that have the label is right.
#include "serve/evaluation/evaluation_passages.h"
#include <algorithm>

namespace tangible::serve {
namespace {

/// Several texts as one story.
struct Stitched {
    EvalText story;
    std::vector<const EvalText*> texts;
    std::vector<std::size_t> ends;  ///< byte of the story at which each text's line end is over
    /// Returns the text to which this byte of the story belongs.
    const EvalText& at(std::size_t byte) const {
        const auto end = std::upper_bound(ends.begin(), ends.end(), byte);
        return *texts[static_cast<std::size_t>(end - ends.begin())];
    }
};

// Draws the texts by hash, so that story `number` is the same however many stories are made. The story has the language
// of its last text: a set of texts is in one language as a rule.
Stitched stitched(const std::vector<EvalText>& texts, const std::vector<std::uint32_t>& among, std::uint64_t number,
                  std::uint64_t seed) {
    constexpr std::uint64_t parts = 6;
    Stitched out;
    for (std::uint64_t k = 0; k < parts; ++k) {
        const EvalText& text = texts[among[index::pair_number(seed, number * parts + k) % among.size()]];
        if (text.text.empty()) continue;
        out.story.text += (out.story.text.empty() ? "" : "\n") + text.text;
        out.story.language = text.language;
        out.texts.push_back(&text);
        out.ends.push_back(out.story.text.size() + 1);
    }
    return out;
}

}  // namespace

PassagesRight passages_right(const index::Suggester& suggester, const std::vector<EvalText>& texts,
                             const std::vector<std::uint32_t>& among, std::uint32_t stories, std::uint64_t seed,
                             index::Analyser& analyser) {
    PassagesRight out;
    // Chance is what a passage from a text drawn blindly would get: the share of the six texts that have the label.
    double right = 0, chance = 0;
    for (std::uint32_t s = 0; s < stories; ++s) {
        const Stitched made = stitched(texts, among, s, seed);
        const auto reading = reading_of(made.story, analyser);
        const auto best = suggester.best_passages(reading);
        for (std::size_t t = 0; t < best.size(); ++t) {
            const auto with =
                std::count_if(made.texts.begin(), made.texts.end(), [&](auto* x) { return x->labels[t]; });
            if (with == 0) continue;  // no passage is right: there is nothing to ask
            right += made.at(reading.passages[best[t]].span.begin).labels[t] ? 1 : 0;
            chance += static_cast<double>(with) / static_cast<double>(made.texts.size());
            ++out.asked;
        }
    }
    const double n = std::max(1u, out.asked);
    out.right = right / n, out.by_chance = chance / n;
    return out;
}

}  // namespace tangible::serve

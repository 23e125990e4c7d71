// Themes of one text, likeliest first, each with its probability, whether it is suggested, the passage that speaks most
// for it and the words that weighed most.  Pure: the same text, codebook and model give the same.  Const after it is
// made, shared by threads; each brings its own Analyser.
#pragma once
#include "index/learning/features/reading.h"
#include "index/learning/model.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

struct Suggestion {
    std::uint32_t theme = 0;  ///< place in Model::themes
    float probability = 0;
    bool suggested = false;          ///< above its theme's cut, and with a passage
    Span passage;                    ///< of the text; empty when the text has no word
    std::vector<std::string> words;  ///< of the passage, that weighed most, most first
};

class Suggester {
public:
    /// Throws Error{refused} when the model is of another edition.
    Suggester(const Targets&, const Model&, Analyser&);
    /// Probabilities only, in the order of Model::themes.
    std::vector<float> probabilities(const Reading&) const;
    /// All themes.  Words for the first `explained`, and for all that are suggested.
    std::vector<Suggestion> suggest(std::string_view text, const Analysis&, const Reading&,
                                    std::size_t explained) const;
    /// Of each theme, the place of the passage that speaks most for it, the first of equals; empty in a text without
    /// words.
    std::vector<std::uint32_t> best_passages(const Reading&) const;

private:
    /// How much words speak for each theme, as if they were a story by themselves.
    std::vector<float> spoken_by(std::span<const Reading::Word>) const;
    std::vector<std::string> strongest_words(std::string_view text, const Analysis&, const Reading&,
                                             const Reading::Passage&, std::uint32_t theme) const;
    const Targets& targets_;
    const Model& model_;
    ThemeWords words_;
};

}  // namespace tangible::index

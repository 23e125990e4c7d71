// Ranks the themes of one text, the likeliest first, each with its probability, whether it is suggested, the passage
// that speaks most for it and the words that weighed most.  Pure: the same text, codebook and model give the same.
// Const once made, and shared by threads.
//
//     const Suggester suggester(targets, model, analyser);
//     const Analysis a = analyser.analyse(story.text, story.language);
//     for (const Suggestion& s : suggester.suggest(story.text, a, read(story, a, analyser), 3))
//         if (s.suggested) print(model.themes[s.theme], s.probability, cut(story.text, s.passage));
#pragma once
#include "index/learning/features/reading.h"
#include "index/learning/model.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

/// What the model says of one theme in a text.
struct Suggestion {
    std::uint32_t theme = 0;  ///< index into Model::themes
    float probability = 0;
    bool suggested = false;          ///< the probability reaches the theme's cut, and the text has a passage
    Span passage;                    ///< in bytes of the text; empty when the text has no word
    std::vector<std::string> words;  ///< of the passage as written, the one that weighed most first; at most five
};

/// A model ready to be used.
class Suggester {
public:
    /// Throws Error{refused} when the model does not fit (check_fits()).  Targets and model must outlive this object;
    /// the analyser is used only here.
    Suggester(const Targets&, const Model&, Analyser&);
    /// Returns the probability of each theme, in the order of Model::themes.
    std::vector<float> probabilities(const Reading&) const;
    /// Returns all themes, the likeliest first.  Words are given for the first `explained` themes and for all that are
    /// suggested.  Analysis and reading must be those of `text`.
    std::vector<Suggestion> suggest(std::string_view text, const Analysis&, const Reading&,
                                    std::size_t explained) const;
    /// Returns for each theme the index of the passage that speaks most for it, the first of equals.  Empty for a text
    /// without words.
    std::vector<std::uint32_t> best_passages(const Reading&) const;

private:
    /// Logits of some words as if they were a story by themselves.
    std::vector<float> spoken_by(std::span<const Reading::Word>) const;
    std::vector<std::string> strongest_words(std::string_view text, const Analysis&, const Reading&,
                                             const Reading::Passage&, std::uint32_t theme) const;
    const Targets& targets_;
    const Model& model_;
    ThemeWords words_;
};

}  // namespace tangible::index

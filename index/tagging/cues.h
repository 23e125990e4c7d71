// All cues of all themes in one pass over the tokens of a text.  Built once from a codebook, const
// ever after, shared by threads.  Pure: the same analysis gives the same codings.
#pragma once
#include "index/tagging/firings.h"
#include "index/words/analysis.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include <memory>
#include <string_view>
#include <vector>

namespace tangible::index {

class Cues {
public:
    explicit Cues(const Codebook&);
    ~Cues();
    Cues(Cues&&) noexcept;
    /// Suggestions in order of span and theme; each carries quote, cue, polarity, hints and edition.
    /// The span is the sentence's part that the cue covers, widened to the sentence.  O(tokens + matches).
    /// Cues that are `left_out` find nothing, as if the codebook did not have them.
    std::vector<Coding> tag(std::string_view text, const Analysis&, Analyser&, const Demoted& left_out = {}) const;
    /// In no order; a cue as often as it fired.  O(tokens + matches).
    Firings firings(std::string_view text, const Analysis&, Analyser&) const;
    const Codebook& codebook() const;

private:
    struct Impl;
    std::unique_ptr<const Impl> impl_;
};

}  // namespace tangible::index

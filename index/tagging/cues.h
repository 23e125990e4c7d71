// Tags a text: finds the cues of all themes in one pass over its tokens.  Built once from a codebook, then const and
// shared by threads, each of which brings its own Analyser.  Pure: the same analysis gives the same codings.
//
//     const Cues cues(codebook);
//     const Analysis a = analyser.analyse(story.text, story.language);
//     for (const Coding& c : cues.tag(story.text, a, analyser))
//         std::cout << c.theme << ": " << c.quote << '\n';
//
// Only cues of the text's language are looked for.  Text in Scots, or in a language that was not recognised ("und"), is
// read with the cues of English; a text in a language without cues gets no coding.
#pragma once
#include "index/tagging/firings.h"
#include "index/words/analysis.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include <memory>
#include <string_view>
#include <vector>

namespace tangible::index {

/// All cues, guards and hint words of a codebook, ready to be found.
class Cues {
public:
    explicit Cues(const Codebook&);
    ~Cues();
    Cues(Cues&&) noexcept;
    /// Returns the suggestions for a text, in order of span and theme.  `text` must be the one that was analysed.  Each
    /// coding has its quote, the names of the cues that decided, the polarity, the hints and the codebook's edition.
    /// Cues of one theme in one sentence make one coding, and its span is the sentence.  In a sentence of more than 120
    /// words, the span is the cue with 40 words on either side, and a theme may have several codings.  Cues in
    /// `left_out` find nothing, as if the codebook did not have them.  At most `max_codings` (sentence.h).  O(tokens +
    /// matches log matches).
    std::vector<Coding> tag(std::string_view text, const Analysis&, Analyser&, const Demoted& left_out = {}) const;
    /// Returns every cue that fired in a text and every guard that switched a cue off, each as often as it did,
    /// sentence by sentence in the order of the text.  Unlike `tag`, it does not merge cues of one theme.  Same cost as
    /// `tag`.
    Firings firings(std::string_view text, const Analysis&, Analyser&) const;
    const Codebook& codebook() const;

private:
    struct Impl;
    std::unique_ptr<const Impl> impl_;
};

}  // namespace tangible::index

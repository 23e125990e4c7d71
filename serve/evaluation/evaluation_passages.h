// Measures how often the passage shown for a label is the right one.  No labelled set says which passage speaks for a
// label.  So short labelled texts are put one under the other: in such a story, the text that has the label is known.
#pragma once
#include "index/learning/suggest.h"
#include "serve/evaluation/evaluation_texts.h"

namespace tangible::serve {

/// Measures on `stories` stories of six texts each, drawn by `seed` from the texts at the indices `among` (not empty);
/// a text may be drawn more than once.  The same arguments give the same figures.
PassagesRight passages_right(const index::Suggester&, const std::vector<EvalText>&,
                             const std::vector<std::uint32_t>& among, std::uint32_t stories, std::uint64_t seed,
                             index::Analyser&);

}  // namespace tangible::serve

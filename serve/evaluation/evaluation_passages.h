// How often the passage shown for a label is the right one.  No set says which passage speaks for a label; texts that
// people labelled, set one under the other, make stories in which it is known.
#pragma once
#include "index/learning/suggest.h"
#include "serve/evaluation/evaluation_texts.h"

namespace tangible::serve {

/// `stories` of six texts each, drawn by `seed` from those at the places `among`.
PassagesRight passages_right(const index::Suggester&, const std::vector<EvalText>&,
                             const std::vector<std::uint32_t>& among, std::uint32_t stories, std::uint64_t seed,
                             index::Analyser&);

}  // namespace tangible::serve

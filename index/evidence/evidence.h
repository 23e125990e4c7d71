// Counts with denominators, and the quotes and counter-quotes behind them, for one theme.
#pragma once
#include "index/search.h"
#include "schemas/evidence.h"

namespace tangible::index {

struct EvidenceLimits {
    std::size_t quotes = 12, counter_quotes = 6;
    bool drawn = true;  ///< count what was found in stories drawn; reads their decisions
};

/// Evidence for a theme over all countable stories; quotes only of stories that allow quote.
/// `confirmed_only` counts only what a person accepted or added.
Evidence evidence(Searcher&, Store&, const Codebook&, const std::string& theme, bool confirmed_only,
                  const EvidenceLimits& = {});

}  // namespace tangible::index

// Counts with denominators, and the quotes and counter-quotes behind them, for one theme.
#pragma once
#include "index/search/search.h"
#include "schemas/shapes/evidence.h"
#include <map>
#include <string>

namespace tangible::index {

struct EvidenceLimits {
    std::size_t quotes = 12, counter_quotes = 6;
    bool disputed = true;  ///< count the passages on which people differ; reads the theme's decisions
};

/// Evidence for a theme as `reader` may see it; quotes only of stories that allow quote.
/// For Use::publish it is a public table: partnerships and passages are those of stories that anyone may read, and
/// stories that may only be counted are in numbers of stories alone, by the rules of public_row.h.  For any other use
/// all figures are over all countable stories.
/// `confirmed_only` counts only what a person accepted or added.
Evidence evidence(Searcher&, Store&, const Codebook&, const std::string& theme, bool confirmed_only, Use reader,
                  const EvidenceLimits& = {});

/// How many stories the collection has and how many each theme, as the themes' pages say to this reader.
struct ThemeTotals {
    std::uint32_t stories = 0;
    std::map<std::string, std::uint32_t> of;  ///< by Theme::slug; themes without a story may be left out
};
ThemeTotals theme_totals(Searcher&, Use reader);

}  // namespace tangible::index

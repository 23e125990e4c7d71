// The evidence for a theme: counts with their denominators, and the quotes and counter-quotes behind them.
//
//     const Evidence e = evidence(searcher, codebook, "REL.TRUST", false, Use::publish);
//     // e.total.stories of e.total.of_stories stories have the theme; e.total.query finds them
#pragma once
#include "index/search/search.h"
#include "schemas/shapes/evidence.h"
#include <map>
#include <string>

namespace tangible::index {

/// How much to gather.
struct EvidenceLimits {
    std::size_t quotes = 12, counter_quotes = 6;  ///< most of each
};

/// Returns the evidence for the theme with this id (in any case), for readers with the use `shown_to`. Quotes come only
/// from stories that allow quoting; of those that these readers may not read, only passages that a person confirmed.
/// Disputed passages are counted and not quoted. `confirmed_only` counts only what a person accepted or added.
///
/// For Use::publish the figures are a public table. Partnerships and passages are those of stories that anyone may
/// read. Stories that may only be counted enter the numbers of stories and nothing else, by the rules of public_row.h.
/// For any other use all figures are over all stories that may be counted.
///
/// Throws Error{not_found} for an unknown theme, and what Reader::steadily() throws.
Evidence evidence(Searcher&, const Codebook&, const std::string& theme, bool confirmed_only, Use shown_to,
                  const EvidenceLimits& = {});

/// How many stories the collection has and how many each theme, as the pages of themes show them to one reader.
struct ThemeTotals {
    std::uint32_t stories = 0;
    /// How many stories each theme or group has, by its slug. One without a story may be missing.
    std::map<std::string, std::uint32_t> of;
};
/// Returns these numbers as readers with this use may see them; for Use::publish hidden stories are included in full
/// groups only.
ThemeTotals theme_totals(Searcher&, Use shown_to);

}  // namespace tangible::index

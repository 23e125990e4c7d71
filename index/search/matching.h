// Finds the stories that meet conditions, among those that a use may see, and puts them in order. The filter on consent
// is joined here, where no words of a question can reach it.
#pragma once
#include "index/question/sought.h"
#include "index/reader/reader.h"
#include "index/search/order.h"
#include "schemas/shapes/query.h"
#include <vector>

namespace tangible::index {

/// The stories found.
struct Matches {
    std::vector<Match> best;  ///< the first `limit` in order
    DocSet all;               ///< all of them, for counts
};

/// Finds stories and returns the first `limit` in order, and all as a set. Call it inside Reader::steadily.
Matches matches(Reader&, const Sought&, Sight, Sort, std::uint32_t limit);
/// Returns the stories found, without weighing them. Call it inside Reader::steadily.
DocSet matching(Reader&, const Sought&, Sight);

}  // namespace tangible::index

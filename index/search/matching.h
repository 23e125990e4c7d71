// Finds what is sought, among the stories that a use may see, in order.  The consent filter is joined here,
// where no words of a question can reach it.
#pragma once
#include "index/question/sought.h"
#include "index/reader/reader.h"
#include "index/search/order.h"
#include "schemas/shapes/query.h"
#include <vector>

namespace tangible::index {

struct Matches {
    std::vector<Match> best;  ///< in order, the first `limit`
    DocSet all;
};

/// Inside Reader::steadily.
Matches matches(Reader&, const Sought&, Sight, Sort, std::uint32_t limit);
/// Which, in no order.
DocSet matching(Reader&, const Sought&, Sight);

}  // namespace tangible::index

// A list of queries, run at once: a table with a query a row gives a table with a count a row, in the same order.
// A row that cannot be asked is named with the reason, and keeps no other from its answer.
#pragma once
#include "index/search/search.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

struct ListedQuery {
    std::size_t row = 0;  ///< as a spreadsheet counts: the first row is 1
    std::string name;
    Query query;
    std::string trouble;  ///< why it cannot be asked; "" when it can
};

struct ListedAnswer {
    ListedQuery asked;
    index::Tally found;
};

/// From rows whose first one names the columns: "query", "name", "confirmed" and the fields of index/document/fields.h
/// (several values with a ';' between).  At most 10,000 queries.  Throws Error{usage} for a column that is none of
/// these.
std::vector<ListedQuery> listed_queries(const std::vector<std::vector<std::string>>& rows, Use, const Codebook&);

std::vector<ListedAnswer> answers(index::Searcher&, std::vector<ListedQuery>);

std::string to_csv(const std::vector<ListedAnswer>&);
std::string to_json(const std::vector<ListedAnswer>&);

}  // namespace tangible::serve

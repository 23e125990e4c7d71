// Runs a list of queries at once: a table with one query in each row gives a table with the counts of each, in the same
// order. A row that is wrong gets its reason in place of counts, and the other rows are answered all the same.
#pragma once
#include "index/search/search.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// One row of the list.
struct ListedQuery {
    std::size_t row = 0;  ///< as a spreadsheet counts: the row with the columns' names is 1
    std::string name;     ///< what the list calls the query; "" if it does not
    Query query;
    std::string trouble;  ///< why the query cannot be run; "" if it can
};

/// A row with what its query found. `found` is empty if `asked.trouble` is not.
struct ListedAnswer {
    ListedQuery asked;
    index::Tally found;
};

/// Returns the queries of a table whose first row names the columns: "query", "name", "confirmed" (yes or no), and the
/// fields of index/document/fields.h (several values with ';' between). Skips empty rows. Throws Error{usage} for an
/// unknown or repeated column, for a missing "query" column, and for more than 10,000 queries.
std::vector<ListedQuery> listed_queries(const std::vector<std::vector<std::string>>& rows, Use, const Codebook&);

/// Runs the queries one after the other. A query that asks for too much gets its reason as `trouble`.
std::vector<ListedAnswer> answers(index::Searcher&, std::vector<ListedQuery>);

/// Returns the answers as CSV (RFC 4180): row, name, query, stories, partnerships, passages, notes, trouble.
std::string to_csv(const std::vector<ListedAnswer>&);
std::string to_json(const std::vector<ListedAnswer>&);

}  // namespace tangible::serve

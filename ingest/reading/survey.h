// A survey's table to submissions, a row each: one teller can take back one row, and a later export with more rows
// brings only those.  Each is a small CSV with our own column names, which read() understands like any other.
// Nothing here stores anything.
#pragma once
#include "ingest/reading/reading_pool.h"
#include "ingest/tables/table.h"
#include "schemas/forms/table_map.h"
#include "schemas/shapes/consent.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

struct SurveyRow {
    std::string number;                ///< as a spreadsheet counts: the first row is 1
    std::string trouble;               ///< why it is no story; "" when it is one
    std::string bytes, key;            ///< of its submission
    std::string partnership;           ///< as the row names it
    std::optional<Uses> uses;          ///< what it allows, where the row or the map says anything
    std::vector<std::string> remarks;  ///< what a person should look at; the story is taken all the same
};

struct Survey {
    std::string trouble, hint;         ///< trouble "" when the whole table was understood
    std::vector<std::string> columns;  ///< how each is used, a sentence each
    std::vector<SurveyRow> rows;       ///< those that are not blank
    std::string first;                 ///< the first story, as people would see it
};

/// Pure.  At most 10,000 rows.
Survey survey_of(const std::vector<Row>&, const TableMap&);

/// Reads the file in a confined child: call while this process has one thread, after warm_up() and before a store is
/// opened.  Throws Error{usage} when it cannot be understood as a whole.
Survey read_survey(std::string_view bytes, const std::string& filename, const TableMap&);

}  // namespace tangible::ingest

// Turns a survey's table into submissions, one for each row. A teller can then take back one row, and a later export
// with more rows adds only those. Each submission is a small CSV with our own column names, which read() understands
// like any other CSV. Nothing here stores anything.
//
//     for (SurveyRow& row : read_survey(bytes, "survey.csv", map).rows) {
//         Submission s{.channel = Channel::batch, .media_type = "text/csv"};
//         s.bytes = row.bytes, s.key = row.key;
//         if (row.trouble.empty()) intake.add(s);
//     }
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

/// One row of the table, as a submission or with the reason why it is none.
struct SurveyRow {
    std::string number;                ///< as a spreadsheet counts rows: the header is usually 1
    std::string trouble;               ///< why it is not a story; "" when it is one
    std::string bytes, key;            ///< of its submission; the key stays the same in later exports
    std::string partnership;           ///< as the row names it; "" when it names none
    std::optional<Uses> uses;          ///< what it allows; nullopt when neither the row nor the map says
    std::vector<std::string> remarks;  ///< sentences for a person to check; the story is taken all the same
};

/// A whole table, read by a map.
struct Survey {
    std::string trouble, hint;         ///< why the whole table is refused, and a remedy; "" when it is not
    std::vector<std::string> columns;  ///< a sentence for each column: how it is used
    std::vector<SurveyRow> rows;       ///< without blank ones
    std::string first;                 ///< the first story as people would see it, for a dry run; "" if none
};

/// Reads `rows`, of which the first that is not blank names the columns. Returns a Survey with `trouble` when a column
/// is missing, doubled or not mentioned in the map, or when there are no rows or more than 10,000. Pure; linear.
Survey survey_of(const std::vector<Row>&, const TableMap&);

/// Reads a CSV or workbook file in a confined child, then calls survey_of() there. Call it while this process has one
/// thread, after warm_up() and before a store is opened. Throws Error{usage} when the table is refused as a whole.
Survey read_survey(std::string_view bytes, const std::string& filename, const TableMap&);

}  // namespace tangible::ingest

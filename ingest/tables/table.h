// Reads tables as rows of cells, whatever file they came in. For use inside ingest/ only.
//
//     const Table found = table(bytes, Kind::csv);
//     if (!found.rejection.reason.empty()) return found.rejection;
//     for (const Row& row : found.rows) use(row[0]);
#pragma once
#include "ingest/formats/kinds.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// The cells of a row, in UTF-8. Rows of a table may differ in length.
using Row = std::vector<std::string>;

/// A table, or why there is none.
struct Table {
    std::vector<Row> rows;  ///< a blank row has no cells, or blank ones only
    std::string charset;    ///< what a CSV was read as; "" for a workbook
    std::vector<std::string> problems;
    Rejection rejection;  ///< reason "" when it could be read
};

/// Decides whether a kind is a workbook. Workbooks serve many purposes; a table with a story a row is only one of them.
bool is_workbook(Kind);
/// Reads a CSV or the first visible sheet of a workbook. Any other kind gives the rejection of not_supported().
Table table(std::string_view bytes, Kind, std::string_view declared_charset = {});
/// The rejection of a table above the limits. It is refused as a whole, because a part of it would be taken for all.
inline const Rejection table_too_large{
    "too_big", "The table is larger than 100,000 rows, 1,000 columns or 1,000,000 cells. Split it into several files."};
/// Reads a CSV in UTF-8 (RFC 4180). Finds the separator (, ; tab |) by looking at the text. Any text is a table.
Table table_of_csv(std::string_view utf8);
/// Read the first sheet that is not hidden: texts as they are shown, dates as 2019-03-04, the stored results of
/// formulas.
Table table_of_xlsx(std::string_view bytes);
Table table_of_xls(std::string_view bytes);

/// Makes a Document of a table, with the text of text_of().
Document document_of(Table);
/// Writes one line for each row, with a tab between cells.
std::string text_of(const std::vector<Row>&);
/// Writes a CSV (RFC 4180) with every cell in quotes, so that no reader can mistake the separator.
std::string csv_of(const std::vector<Row>&);
/// Decides whether no cell of a row has text that can be seen.
bool is_blank(const Row&);

/// Returns the rows of a CSV, or none for more than 1,000,000 cells. As table_of_csv(), without the reasons.
std::vector<std::vector<std::string>> rows_of_csv(std::string_view utf8);

}  // namespace tangible::ingest

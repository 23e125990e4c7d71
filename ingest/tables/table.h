// Tables as rows of cells, whatever file they came in.  Inside ingest/ only.
#pragma once
#include "ingest/formats/kinds.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

using Row = std::vector<std::string>;

struct Table {
    std::vector<Row> rows;  ///< UTF-8; a blank row has no cells or blank ones
    std::string charset;    ///< what a text was read as; "" for a workbook
    std::vector<std::string> problems;
    Rejection rejection;  ///< reason "" when it could be read
};

/// Made for many things, of which a table with a story a row is one.
bool is_workbook(Kind);
/// Of csv or a workbook; anything else is refused in the words that other doors use.
Table table(std::string_view bytes, Kind, std::string_view declared_charset = {});
/// A larger table is refused as a whole: a part of it would be taken for all.
inline const Rejection table_too_large{
    "too_big", "The table is larger than 100,000 rows, 1,000 columns or 1,000,000 cells. Split it into several files."};
Table table_of_csv(std::string_view utf8);
/// The first sheet that is not hidden: texts as they are shown, dates as 2019-03-04, results of formulas.
Table table_of_xlsx(std::string_view bytes);
Table table_of_xls(std::string_view bytes);

Document document_of(Table);
/// One line a row, a tab between cells.
std::string text_of(const std::vector<Row>&);
/// RFC 4180, every cell in quotes, so that the separator is beyond doubt.
std::string csv_of(const std::vector<Row>&);
bool is_blank(const Row&);

/// Rows of RFC 4180 text; the separator (, ; tab |) is found by looking.  Quoted line ends are kept.  None of a text of
/// more than 1,000,000 cells.
std::vector<std::vector<std::string>> rows_of_csv(std::string_view utf8);

}  // namespace tangible::ingest

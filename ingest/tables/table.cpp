// Chooses the reader of a table by its kind, and writes rows as text or as CSV. The readers of CSV, xlsx and xls are in
// files of their own.
#include "ingest/tables/table.h"
#include "ingest/formats/readers.h"
#include "ingest/text/normalise.h"
#include <algorithm>

namespace tangible::ingest {

bool is_workbook(Kind kind) {
    const KindRow& row = row_of(kind);
    return row.holds == Holds::rows && row.bytes != Bytes::text;
}

Table table(std::string_view bytes, Kind kind, std::string_view declared_charset) {
    if (kind == Kind::xlsx) return table_of_xlsx(bytes);
    if (kind == Kind::xls) return table_of_xls(bytes);
    Table found;
    if (kind != Kind::csv) {
        found.rejection = not_supported(bytes).rejection;
        return found;
    }
    Decoded source = decoded(bytes, declared_charset);
    found = table_of_csv(source.text);
    found.charset = source.charset;
    return found;
}

Document document_of(Table table) {
    Document document;
    document.text = text_of(table.rows);
    document.charset = std::move(table.charset);
    document.problems = std::move(table.problems);
    document.rejection = std::move(table.rejection);
    return document;
}

std::string text_of(const std::vector<Row>& rows) {
    std::string text;
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? "\t" : "") + row[i];
        text += '\n';
    }
    return text;
}

std::string csv_of(const std::vector<Row>& rows) {
    std::string text;
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            text += i > 0 ? ",\"" : "\"";
            for (char c : row[i]) text += c == '"' ? "\"\"" : std::string(1, c);
            text += '"';
        }
        text += "\r\n";
    }
    return text;
}

bool is_blank(const Row& row) {
    return std::ranges::all_of(row, [](const std::string& cell) { return normal(cell).text.empty(); });
}

}  // namespace tangible::ingest

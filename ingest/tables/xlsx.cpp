// Reads workbooks of Excel and other programs (ECMA-376, transitional and strict) as rows of text. Formulas are not
// evaluated: their last result is stored in the file. workbook_in() reads what the sheets share, then SheetReader goes
// through the rows of the first visible sheet.
#include "ingest/formats/package.h"
#include "ingest/formats/readers.h"
#include "ingest/formats/xml.h"
#include "ingest/tables/grid.h"
#include "ingest/tables/number_format.h"
#include "ingest/tables/table.h"
#include "ingest/tables/xlsx_parts.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <charconv>

namespace tangible::ingest {
namespace {

/// Returns the number that `text` begins with, or `otherwise`.
int number_in(std::string_view text, int otherwise) {
    int number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// The row and column in a reference such as "BC12", counted from 0 (11 and 54); `none` where it says none.
constexpr std::size_t none = static_cast<std::size_t>(-1);
struct Place {
    std::size_t row = none, column = none;
};
Place place_of(std::string_view reference) {
    std::size_t column = 0, i = 0;
    for (; i < reference.size() && i < 4 && lower_ascii(reference[i]) >= 'a' && lower_ascii(reference[i]) <= 'z'; ++i)
        column = column * 26 + static_cast<std::size_t>(lower_ascii(reference[i]) - 'a') + 1;
    int row = number_in(reference.substr(i), 0);
    return {row > 0 ? static_cast<std::size_t>(row) - 1 : none, column > 0 ? column - 1 : none};
}

class SheetReader {
public:
    explicit SheetReader(const Workbook& book) : book_(book) {}

    Table read(xml::Node sheet_data) {
        for (xml::Node row : sheet_data.children())
            if (row.local() == "row") this->row(row);
        return grid_.take();
    }

private:
    /// Takes a row. Rows and cells may leave out where they are; they then follow the one before.
    void row(xml::Node node) {
        int said = number_in(node.attribute("r"), 0);
        std::size_t at = said > 0 ? static_cast<std::size_t>(said) - 1 : next_row_;
        std::size_t column = 0;
        next_row_ = at + 1;
        for (xml::Node cell : node.children()) {
            if (cell.local() != "c") continue;
            Place place = place_of(cell.attribute("r"));
            if (place.column != none) column = place.column;
            grid_.put(at, column++, text_of_cell(cell));
        }
    }

    /// Returns a cell's text by its type: inline, shared or formula string, boolean, error, date, or (without a type)
    /// number.
    std::string text_of_cell(xml::Node cell) const {
        std::string_view type = cell.attribute("t");
        if (type == "inlineStr") return string_of(cell.child("is"));
        std::string value = plain_text(cell.child("v"));
        if (type == "s") return book_.shared_string(number_in(value, -1));
        if (type == "str") return without_escapes(value);
        if (type == "b") return value == "1" ? "TRUE" : value == "0" ? "FALSE" : value;
        if (type == "e") return value;
        if (type == "d") return value.ends_with("T00:00:00") ? value.substr(0, value.size() - 9) : value;
        return value.empty() ? "" : shown(value, book_.format(number_in(cell.attribute("s"), 0)), book_.from_1904);
    }

    const Workbook& book_;
    Grid grid_;
    std::size_t next_row_ = 0;
};

Table refused(const char* reason, const char* detail) {
    Table table;
    table.rejection = {reason, detail};
    return table;
}

}  // namespace

Table table_of_xlsx(std::string_view bytes) {
    Package package(bytes);
    Workbook book = workbook_in(package);
    std::optional<std::string> sheet = book.sheet.empty() ? std::nullopt : package.part(book.sheet);
    if (!package.trouble().reason.empty()) {
        Table table;
        table.rejection = package.trouble();
        return table;
    }
    if (!sheet) return refused("unreadable", "The workbook is damaged and has no sheet that can be read.");
    xml::Tree tree(*sheet);
    sheet.reset();
    xml::Node data = tree.root().child("sheetData");
    if (!data) return refused("unreadable", "The workbook is damaged: its first sheet cannot be read.");
    return SheetReader(book).read(data);
}

Document read_xlsx(std::string_view bytes) { return document_of(table_of_xlsx(bytes)); }

}  // namespace tangible::ingest

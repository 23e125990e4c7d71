// Reads workbooks of Excel 5 to 2003 (MS-XLS) as rows of text. Formulas are not evaluated: their last result is stored
// in the file. xls_book_in() reads what the sheets share, then SheetReader goes through the records of the first
// visible sheet.
#include "ingest/formats/compound.h"
#include "ingest/formats/readers.h"
#include "ingest/tables/biff.h"
#include "ingest/tables/grid.h"
#include "ingest/tables/xls_parts.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace tangible::ingest {
namespace {

// Types of records with cells (MS-XLS 2.3).
enum Type : std::uint16_t {
    formula = 0x0006,
    short_numbers = 0x00BD,
    rich_label = 0x00D6,
    shared_label = 0x00FD,
    number = 0x0203,
    label = 0x0204,
    truth_or_error = 0x0205,
    formula_text = 0x0207,
    one_short_number = 0x027E,
};

constexpr std::size_t cell_bytes = 6;  ///< row, column and style, in front of what a cell holds

/// Returns an error value as Excel shows it (MS-XLS 2.5.10).
std::string error_text(unsigned char code) {
    constexpr std::array<std::pair<unsigned char, const char*>, 7> errors = {{{0x00, "#NULL!"},
                                                                              {0x07, "#DIV/0!"},
                                                                              {0x0F, "#VALUE!"},
                                                                              {0x17, "#REF!"},
                                                                              {0x1D, "#NAME?"},
                                                                              {0x24, "#NUM!"},
                                                                              {0x2A, "#N/A"}}};
    const auto found = std::ranges::find(errors, code, &std::pair<unsigned char, const char*>::first);
    return found == errors.end() ? "" : found->second;
}

std::string truth_text(bool value) { return value ? "TRUE" : "FALSE"; }

/// Where a cell is, and its style.
struct Cell {
    std::size_t row = 0, column = 0, style = 0;
};

class SheetReader {
public:
    explicit SheetReader(const XlsBook& book) : book_(book) {}

    Table read(BiffRecords records) {
        for (BiffRecord record; records.next(record);) take(record, records);
        return grid_.take();
    }

private:
    /// Takes one record; those without cells are ignored.
    void take(const BiffRecord& record, BiffRecords& records) {
        const std::string_view data = record.data;
        if (record.type == formula_text) return put(text_, biff_string(records.continued(data), book_.charset));
        if (data.size() < cell_bytes + 2) return;
        const Cell cell{u16_at(data, 0), u16_at(data, 2), u16_at(data, 4)};
        std::string_view value = data.substr(cell_bytes);
        switch (record.type) {
        case shared_label:
            if (const std::uint32_t which = u32_at(value, 0); which < book_.strings.size())
                put(cell, book_.strings[which]);
            break;
        case label:
        case rich_label: {
            std::vector<std::string_view> pieces = records.continued(data);
            pieces[0] = value;
            put(cell, biff_string(pieces, book_.charset));
            break;
        }
        case number:
            if (value.size() >= 8) put(cell, number_at(value, 0));
            break;
        case one_short_number:
            put(cell, short_number(u32_at(value, 0)));
            break;
        case short_numbers:
            take_row(cell, data.substr(4));
            break;
        case truth_or_error:
            put(cell, value[1] == 0 ? truth_text(value[0]) : error_text(static_cast<unsigned char>(value[0])));
            break;
        case formula:
            if (value.size() >= 8) take_result(cell, value);
            break;
        }
    }

    /// Takes a row of short numbers (MS-XLS 2.4.175): a style and a number for each cell, then the last column's
    /// number.
    void take_row(Cell cell, std::string_view values) {
        for (; values.size() >= 8; values.remove_prefix(6), ++cell.column) {
            cell.style = u16_at(values, 0);
            put(cell, short_number(u32_at(values, 2)));
        }
    }

    /// Takes the result of a formula (MS-XLS 2.5.133): a number, or FFFF in the last two bytes and another type in the
    /// first.
    void take_result(const Cell& cell, std::string_view value) {
        constexpr std::uint16_t is_no_number = 0xFFFF;
        enum Result : unsigned char { text, truth, error };
        if (u16_at(value, 6) != is_no_number)
            put(cell, number_at(value, 0));
        else if (value[0] == text)
            text_ = cell;  // the text follows in a record of its own
        else if (value[0] == truth)
            put(cell, truth_text(value[2]));
        else if (value[0] == error)
            put(cell, error_text(static_cast<unsigned char>(value[2])));
    }

    void put(const Cell& cell, double value) {
        if (std::isfinite(value)) put(cell, shown(value, book_.format(cell.style), book_.from_1904));
    }
    void put(const Cell& cell, std::string text) { grid_.put(cell.row, cell.column, std::move(text)); }

    const XlsBook& book_;
    Grid grid_;
    Cell text_;  ///< the formula whose result is a text
};

Table refused(const char* reason, const char* detail) {
    Table table;
    table.rejection = {reason, detail};
    return table;
}

}  // namespace

Table table_of_xls(std::string_view bytes) {
    const Compound file(bytes);
    auto stream = file.stream("Workbook");  // Excel 97 may keep a second one beside it for Excel 5
    if (!stream) stream = file.stream("Book");
    if (!stream) return refused("unreadable", "The workbook is damaged and has no sheet that can be read.");
    const XlsBook book = xls_book_in(*stream);
    if (book.is_locked) return refused("encrypted", "The workbook is locked with a password.");
    if (!book.sheet_at) return refused("unreadable", "The workbook is damaged and has no sheet that can be read.");
    return SheetReader(book).read(BiffRecords(*stream, *book.sheet_at));
}

Document read_xls(std::string_view bytes) { return document_of(table_of_xls(bytes)); }

}  // namespace tangible::ingest

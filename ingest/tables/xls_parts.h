// What the sheets of an Excel 5 to 2003 workbook share: the place of the first visible one, strings, number formats and
// the calendar.
#pragma once
#include "ingest/tables/number_format.h"
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

class Compound;

/// Decides whether a compound file is such a workbook.
bool holds_xls(const Compound&);

/// The shared parts of a workbook. What the file lacks is empty.
struct XlsBook {
    std::string charset;                  ///< of byte strings in Excel 5; "" from Excel 97 on
    std::optional<std::size_t> sheet_at;  ///< byte offset in the stream; nullopt if no sheet is visible
    std::vector<std::string> strings;
    std::vector<NumberFormat> formats;          ///< indexed by a cell's style
    bool from_1904 = false, is_locked = false;  ///< days count from 1904; a password is set

    /// Returns the format of a style; a plain number for an unknown one.
    NumberFormat format(std::size_t style) const;
};

/// Reads the shared parts from a workbook's stream. Takes any bytes; what cannot be read is left empty.
XlsBook xls_book_in(std::string_view stream);

}  // namespace tangible::ingest

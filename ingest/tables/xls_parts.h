// What the sheets of a workbook of Excel 5 to 2003 share: where the first visible one is, its strings, its number
// formats, its calendar.
#pragma once
#include "ingest/tables/number_format.h"
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

class Compound;

/// Whether a compound file is such a workbook.
bool holds_xls(const Compound&);

struct XlsBook {
    std::string charset;                  ///< of byte strings in Excel 5; "" as of Excel 97
    std::optional<std::size_t> sheet_at;  ///< in the stream; nothing when there is none to be seen
    std::vector<std::string> strings;
    std::vector<NumberFormat> formats;  ///< by a cell's style
    bool from_1904 = false, is_locked = false;

    NumberFormat format(std::size_t style) const;
};

/// Takes any bytes; what cannot be read is left empty.
XlsBook xls_book_in(std::string_view stream);

}  // namespace tangible::ingest

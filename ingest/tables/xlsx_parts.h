// What the sheets of an .xlsx workbook share: the first visible one, strings, number formats and the calendar.
#pragma once
#include "ingest/formats/package.h"
#include "ingest/formats/xml.h"
#include "ingest/tables/number_format.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// The shared parts of a workbook. What the file lacks is empty.
struct Workbook {
    std::string sheet;  ///< name of the part with the first visible sheet; "" if none
    std::vector<std::string> strings;
    std::vector<NumberFormat> formats;  ///< indexed by a cell's style
    bool from_1904 = false;             ///< days count from 1904 instead of 1900

    /// Returns a shared string, or "" when there is no such number.
    const std::string& shared_string(int number) const;
    /// Returns the format of a style; a plain number for an unknown one.
    NumberFormat format(int style) const;
};

/// Reads the shared parts from a package. What cannot be read is left empty; ask the package for its trouble.
Workbook workbook_in(Package&);

/// Returns the text directly inside an element.
std::string plain_text(xml::Node);
/// Returns a string item, written in one piece or in formatted runs. Reading aids of East Asian scripts are left out.
std::string string_of(xml::Node);
/// Replaces escapes such as "_x000D_", which stand for characters that XML cannot contain (ST_Xstring).
std::string without_escapes(std::string_view);

}  // namespace tangible::ingest

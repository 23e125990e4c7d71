// What a workbook's sheets share: where the first visible one is, its strings, its number formats, its calendar.
#pragma once
#include "ingest/formats/package.h"
#include "ingest/formats/xml.h"
#include "ingest/tables/number_format.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

struct Workbook {
    std::string sheet;  ///< the part's name; "" when there is none to be seen
    std::vector<std::string> strings;
    std::vector<NumberFormat> formats;  ///< by a cell's style
    bool from_1904 = false;

    /// "" where there is no such string.
    const std::string& shared_string(int number) const;
    NumberFormat format(int style) const;
};

/// What cannot be read is left empty; the package keeps its own trouble.
Workbook workbook_in(Package&);

/// The text of one element that holds text alone.
std::string plain_text(xml::Node);
/// A string in runs or in one piece, without the reading aids of East Asian scripts.
std::string string_of(xml::Node);
/// "_x000D_" stands for a sign that XML cannot hold (ST_Xstring).
std::string without_escapes(std::string_view);

}  // namespace tangible::ingest

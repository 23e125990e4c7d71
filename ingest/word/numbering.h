// The numbers of a .docx's lists (ECMA-376-1, 17.9).
#pragma once
#include "ingest/formats/list_numbers.h"
#include "ingest/formats/xml.h"
#include <map>
#include <string>

namespace tangible::ingest {

class Numbering {
public:
    /// The roots of word/numbering.xml and word/styles.xml; either may be missing.
    Numbering(xml::Node numbering, xml::Node styles);
    /// "2.1. " for a paragraph's properties (w:pPr), in the order of the text; "" when it has no number.
    std::string label(xml::Node properties);

private:
    void read_styles(xml::Node styles);

    ListNumbers numbers_;
    std::map<std::string, std::pair<std::string, int>> styles_;  ///< style -> list, level
};

}  // namespace tangible::ingest

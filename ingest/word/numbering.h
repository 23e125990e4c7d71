// Counts the list numbers of a .docx (ECMA-376-1, 17.9). Word does not store them in the text.
#pragma once
#include "ingest/formats/list_numbers.h"
#include "ingest/formats/xml.h"
#include <map>
#include <string>

namespace tangible::ingest {

/// The lists of a document, with counters that run along with the text.
class Numbering {
public:
    /// Takes the roots of word/numbering.xml and word/styles.xml; either may be missing.
    Numbering(xml::Node numbering, xml::Node styles);
    /// Returns the number of a paragraph, such as "2.1. ", from its properties (w:pPr); "" when it has none. Call it
    /// for each paragraph in the order of the text, because it counts.
    std::string label(xml::Node properties);

private:
    void read_styles(xml::Node styles);

    ListNumbers numbers_;
    std::map<std::string, std::pair<std::string, int>> styles_;  ///< style -> list, level
};

}  // namespace tangible::ingest

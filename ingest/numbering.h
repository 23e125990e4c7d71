// The numbers that Word counts itself and keeps out of the text (ECMA-376-1, 17.9), so that an
// item says what the page shows.  Bullets give nothing (see without_list_signs).
#pragma once
#include "ingest/xml.h"
#include <array>
#include <map>
#include <set>
#include <string>

namespace tangible::ingest {

class Numbering {
public:
    /// The roots of word/numbering.xml and word/styles.xml; either may be missing.
    Numbering(xml::Node numbering, xml::Node styles);
    /// "2.1. " for a paragraph's properties (w:pPr), in the order of the text; "" when it has no number.
    std::string label(xml::Node properties);

private:
    static constexpr int depth = 9;
    struct Level {
        int start = 1;
        char format = 0;
        std::string text;
    };
    struct List {
        std::string shape;
        std::map<int, int> restarts;
    };
    void read_styles(xml::Node styles);
    std::string text_of(const std::array<Level, depth>&, const std::array<int, depth>& counters, int level) const;

    std::map<std::string, std::array<Level, depth>> shapes_;     ///< abstractNum
    std::map<std::string, List> lists_;                          ///< num
    std::map<std::string, std::pair<std::string, int>> styles_;  ///< style -> list, level
    std::map<std::string, std::array<int, depth>> counters_;     ///< by shape; 0: not begun
    std::set<std::string> begun_;                                ///< lists whose restart has been done
};

}  // namespace tangible::ingest

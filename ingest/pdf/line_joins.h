// How two printed lines become one: with a space, without one, or without the hyphen that the printer
// set at the line's end.  A document's own words tell the printer's hyphens from the writer's.
#pragma once
#include "ingest/pdf/page_lines.h"
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

class LineJoins {
public:
    explicit LineJoins(const std::vector<PrintedLine>&);
    /// Makes the end of `text` ready for `next`, which is not appended.
    void join(std::string& text, std::string_view next) const;

private:
    void learn_hyphen(std::string_view line, std::string_view next);
    bool printers_hyphen(std::string_view before, std::string_view after) const;
    std::set<std::string> words_;
    int made_by_printer_ = 0, written_ = 0;
};

}  // namespace tangible::ingest

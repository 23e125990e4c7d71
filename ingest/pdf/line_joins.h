// Decides how two printed lines become one: with a space, without one, or without the hyphen that the printer set at
// the line's end. The words of the same document show which hyphens the writer wrote.
#pragma once
#include "ingest/pdf/page_lines.h"
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// What the lines of one document teach about its hyphens.
class LineJoins {
public:
    /// Learns the words and the hyphens of a document. O(words log words).
    explicit LineJoins(const std::vector<PrintedLine>&);
    /// Changes the end of `text` so that `next` can be appended: adds a space, or removes a hyphen. Does not append
    /// `next`.
    void join(std::string& text, std::string_view next) const;

private:
    void learn_hyphen(std::string_view line, std::string_view next);
    bool printers_hyphen(std::string_view before, std::string_view after) const;
    std::set<std::string> words_;
    int made_by_printer_ = 0, written_ = 0;
};

}  // namespace tangible::ingest

// Printed lines: the words of each page put together, with page numbers and running heads taken
// away.  Between paragraphs.h and its geometry; inside ingest/ only.
#pragma once
#include "ingest/pdf/paragraphs.h"
#include <string_view>

namespace tangible::ingest {

struct PrintedLine {
    std::string text;            ///< in reading order
    double left = 0, right = 0;  ///< measured from where its script begins: from the right edge for Arabic
    double top = 0, bottom = 0, size = 0;
    double space = 0;       ///< between its words
    double first_word = 0;  ///< width of what the line before would have had to hold
    bool item = false;      ///< begins with a list sign
    std::size_t page = 0;
    double page_width = 0;
};

/// Written without spaces and broken anywhere: scripts east of Burma, by and large.
bool begins_densely(std::string_view utf8);
bool ends_densely(std::string_view utf8);

/// Lines of one page, column after column where it has columns; as they were where it has none.
std::vector<PrintedLine> by_columns(std::vector<PrintedLine>, int cuts = 0);

/// In reading order.
std::vector<PrintedLine> lines_of(const std::vector<PrintedPage>&);

}  // namespace tangible::ingest

// Puts the words of each page together to printed lines, and removes page numbers and running heads. Stands between
// paragraphs.h and its geometry; for use inside ingest/ only.
#pragma once
#include "ingest/pdf/paragraphs.h"
#include <string_view>

namespace tangible::ingest {

/// One line of a page. Lengths are in points, y grows downwards.
struct PrintedLine {
    std::string text;                      ///< in reading order
    double left = 0, right = 0;            ///< from the side where its script begins: the right edge for Arabic
    double top = 0, bottom = 0, size = 0;  ///< size: of its largest letters
    double space = 0;                      ///< the average gap between its words
    double first_word = 0;                 ///< its width: what the line before would have needed room for
    bool item = false;                     ///< begins with a list sign
    std::size_t page = 0;
    double page_width = 0;
};

/// Decides whether a text begins (or ends) with a character of a script that is written without spaces and broken
/// anywhere: Chinese characters, kana and their punctuation.
bool begins_densely(std::string_view utf8);
bool ends_densely(std::string_view utf8);

/// Orders the lines of one page column after column. Leaves them as they are where no clear gutter is found. `cuts`
/// counts the columns cut so far, for its own use.
std::vector<PrintedLine> by_columns(std::vector<PrintedLine>, int cuts = 0);

/// Returns the lines of all pages in reading order, without page numbers and running heads.
std::vector<PrintedLine> lines_of(const std::vector<PrintedPage>&);

}  // namespace tangible::ingest

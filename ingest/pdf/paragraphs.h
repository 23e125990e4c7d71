// Words on pages to paragraphs, by geometry alone: a printed page does not say where a paragraph
// ends.  Pure, so that it can be tried without a PDF.  Lengths are in points, y grows downwards.
#pragma once
#include <string>
#include <vector>

namespace tangible::ingest {

/// A word as it was drawn; letters from left to right, whatever their script.
struct Word {
    std::string text;
    double left = 0, top = 0, right = 0, bottom = 0, size = 0;
    bool space_after = true;
};

struct PrintedPage {
    double width = 0, height = 0;
    std::vector<Word> words;  ///< in reading order as far as the page tells it
};

/// One paragraph, heading or list item a line.  Page numbers and running heads are left out; a line that fills its
/// column is joined with the next; a hyphen at a line's end goes when the document shows that the word has none.
std::string text_of_pages(const std::vector<PrintedPage>&);

}  // namespace tangible::ingest

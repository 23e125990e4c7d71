// Puts words on pages together to paragraphs by geometry alone, since a printed page does not say where a paragraph
// ends. Pure, so that it can be tested without a PDF. Lengths are in points, y grows downwards.
#pragma once
#include <string>
#include <vector>

namespace tangible::ingest {

/// A word as it was drawn. The letters of `text` (UTF-8) go from left to right, whatever their script.
struct Word {
    std::string text;
    double left = 0, top = 0, right = 0, bottom = 0, size = 0;
    bool space_after = true;  ///< false when the next word touches it
};

/// The words of one page.
struct PrintedPage {
    double width = 0, height = 0;
    std::vector<Word> words;  ///< in the order of the file, which is mostly the reading order
};

/// Returns the text of a document (UTF-8), one paragraph, heading or list item a line. Page numbers and running heads
/// are left out. A line that fills its column is joined with the next one; a hyphen at its end is removed when the
/// document shows that the word has none.
std::string text_of_pages(const std::vector<PrintedPage>&);

}  // namespace tangible::ingest

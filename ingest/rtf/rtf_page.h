// Collects the text of an RTF page. RTF marks only the ends of paragraphs, cells and rows, and tables may lie within
// cells. Each row becomes one line as in the other readers (lines.h).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// The text of one page or text box, as it is read. Texts are UTF-8.
class RtfPage {
public:
    /// Adds words to the paragraph that has not ended yet.
    void add(std::string_view words) { paragraph_ += words; }
    /// Sets the list number in front of this paragraph: "3.".
    void label(std::string text) { label_ = std::move(text); }
    /// Adds the text of a box that hangs on this paragraph; it follows when the paragraph ends.
    void add_behind(std::string_view text) { behind_ += text; }
    /// End the paragraph, cell or row. `depth` is the number of tables around it; for cells and rows at least 1.
    void end_paragraph(std::size_t depth);
    void end_cell(std::size_t depth);
    void end_row(std::size_t depth);
    /// Ends what is open, and returns the text so far. The page is empty afterwards.
    std::string take();

private:
    struct Level {
        std::string text;                ///< of the open cell; at level 0, of the page
        std::vector<std::string> cells;  ///< of the open row
    };
    void reach(std::size_t depth);
    std::string paragraph_, label_, behind_;
    std::vector<Level> levels_ = std::vector<Level>(1);
};

}  // namespace tangible::ingest

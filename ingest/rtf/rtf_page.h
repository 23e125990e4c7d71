// The text of an RTF page as paragraphs, cells and rows of tables within tables end one after the other: RTF marks
// only ends.  A row becomes a line as in the other readers (lines.h).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

class RtfPage {
public:
    /// Words of the paragraph that is not ended yet.
    void add(std::string_view words) { paragraph_ += words; }
    /// "3." before the words of this paragraph.
    void label(std::string text) { label_ = std::move(text); }
    /// Text of its own that follows this paragraph: of a box that hangs on it.
    void add_behind(std::string_view text) { behind_ += text; }
    /// `depth`: how many tables are around the paragraph, the cell, the row; at least 1 for the latter two.
    void end_paragraph(std::size_t depth);
    void end_cell(std::size_t depth);
    void end_row(std::size_t depth);
    /// Everything so far; leaves nothing.
    std::string take();

private:
    struct Level {
        std::string text;                ///< of the cell that is not ended yet; at level 0, of the page
        std::vector<std::string> cells;  ///< of the row that is not ended yet
    };
    void reach(std::size_t depth);
    std::string paragraph_, label_, behind_;
    std::vector<Level> levels_ = std::vector<Level>(1);
};

}  // namespace tangible::ingest

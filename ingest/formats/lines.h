// Builds text out of a tree of blocks.  The readers of HTML, docx, odt and others write into it.
//
// Words of a block flow into one line, and the end of a block ends the line.  A table row becomes one line with tabs
// between its cells, unless a cell has several paragraphs: then the table only arranges the page, and each paragraph
// stays a line of its own.
//
//     Lines lines;
//     lines.begin_row();
//     for (const auto& cell : row) lines.begin_cell(), lines.add(cell);
//     lines.end_row();
//     const std::string text = lines.take();  // "one\ttwo\n"
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// Text that is being built.
class Lines {
public:
    /// Appends words to the current line.  A '\n' in `text` ends the line; blanks at the start of a line are dropped.
    void add(std::string_view text);
    /// Ends the current line.  Does nothing when the line is empty, so there are never blank lines.
    void end_line();
    /// Begin and end a table row and its cells.  Rows may be nested; a cell outside a row is ignored.
    void begin_row();
    void begin_cell();
    void end_row();
    /// Makes each line from here on begin with one more "> ", up to 8.
    void begin_quote();
    void end_quote();
    /// Puts `text`, such as "3. ", at the beginning of the next line that has words.
    void label(std::string text) { label_ = std::move(text); }
    bool at_line_start() const { return text_.empty() || text_.back() == '\n'; }
    /// Returns the text and starts again with none.
    std::string take();

private:
    /// An open row: where it, and each of its cells, begins in `text_`.
    struct Row {
        std::size_t begin;
        std::vector<std::size_t> cells;
    };
    void begin_line();
    std::string text_, label_;
    int quotes_ = 0;
    std::vector<Row> rows_;
};

}  // namespace tangible::ingest

// Text as it is gathered from a tree of blocks: words flow together, a block's end ends the line,
// and a table row becomes one line unless one of its cells holds several paragraphs (then it was
// only layout, and each paragraph keeps its line).  The readers of html, docx and odt write into it.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

class Lines {
public:
    /// Words of the current line; '\n' within ends it.
    void add(std::string_view text);
    /// Ends the current line; nothing when it is empty.
    void end_line();
    void begin_row();
    void begin_cell();
    void end_row();
    /// From here on each line begins with one more "> ".
    void begin_quote();
    void end_quote();
    /// Stands before the next words, wherever their line begins: "3. ".
    void label(std::string text) { label_ = std::move(text); }
    bool at_line_start() const { return text_.empty() || text_.back() == '\n'; }
    /// Everything so far; leaves nothing.
    std::string take();

private:
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

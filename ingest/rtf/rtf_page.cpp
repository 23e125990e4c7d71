// Keeps one level for the page and one for each table around the current cell. reach() closes the levels below a depth
// and adds their rows, as lines, to the cell around them. Files often forget to end a row, so every end closes what is
// open below it.
#include "ingest/rtf/rtf_page.h"
#include "ingest/formats/lines.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <utility>

namespace tangible::ingest {
namespace {

/// Tables within tables; deeper ones count as the last level.
constexpr std::size_t max_depth = 20;

/// Makes a line of the cells of a row, in the form that all readers share (lines.h).
std::string line_of(const std::vector<std::string>& cells) {
    Lines lines;
    lines.begin_row();
    for (const std::string& cell : cells) {
        lines.begin_cell();
        lines.add(cell);
    }
    lines.end_row();
    return lines.take();
}

}  // namespace

/// Makes `depth` the deepest level: a deeper row that nobody ended is part of the cell around it.
void RtfPage::reach(std::size_t depth) {
    if (levels_.size() <= depth) levels_.resize(depth + 1);
    for (; levels_.size() > depth + 1; levels_.pop_back()) {
        Level& deeper = levels_.back();
        if (!deeper.text.empty()) deeper.cells.push_back(std::move(deeper.text));
        levels_[levels_.size() - 2].text += line_of(deeper.cells);
    }
}

void RtfPage::end_paragraph(std::size_t depth) {
    reach(std::min(depth, max_depth));
    std::string& text = levels_.back().text;
    const std::string label = std::exchange(label_, {});
    if (!trimmed(paragraph_).empty()) {
        if (!label.empty()) text += label + ' ';
        text += paragraph_;
        text += '\n';
    }
    text += std::exchange(behind_, {});
    paragraph_.clear();
}

void RtfPage::end_cell(std::size_t depth) {
    end_paragraph(std::max<std::size_t>(depth, 1));
    Level& level = levels_.back();
    level.cells.push_back(std::exchange(level.text, {}));
}

void RtfPage::end_row(std::size_t depth) {
    depth = std::clamp<std::size_t>(depth, 1, max_depth);
    if (!trimmed(paragraph_).empty()) end_paragraph(depth);
    reach(depth);
    reach(depth - 1);
}

std::string RtfPage::take() {
    end_paragraph(levels_.size() - 1);
    reach(0);
    return std::exchange(levels_.front().text, {});
}

}  // namespace tangible::ingest

// All text goes into one string.  An open row remembers where in it the row and its cells begin.  end_row() then joins
// the cells with tabs, or leaves the lines as they are when a cell has more than one: only at the end of the row is it
// known which.  So nested tables need no buffers of their own, and every byte is copied at most once for each row
// around it.
#include "ingest/formats/lines.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <utility>

namespace tangible::ingest {
namespace {

constexpr int max_quotes = 8;  // marks on a line; deeper quotations in a long mail would be mostly marks

bool blank(std::string_view s) { return trimmed(s).empty(); }

}  // namespace

// Writes the marks of quotations and a waiting label when words are about to begin a line.
void Lines::begin_line() {
    if (!at_line_start()) return;
    for (int i = 0; i < std::min(quotes_, max_quotes); ++i) text_ += "> ";
    text_ += std::exchange(label_, {});
}

void Lines::add(std::string_view text) {
    while (!text.empty()) {
        std::size_t end = std::min(text.find('\n'), text.size());
        if (end > 0 && !(at_line_start() && blank(text.substr(0, end)))) {
            begin_line();
            text_ += text.substr(0, end);
        }
        if (end == text.size()) return;
        end_line();
        text.remove_prefix(end + 1);
    }
}

void Lines::end_line() {
    if (!at_line_start()) text_ += '\n';
}

void Lines::begin_row() {
    end_line();
    rows_.push_back({text_.size(), {}});
}

void Lines::begin_cell() {
    if (rows_.empty()) return;
    end_line();
    rows_.back().cells.push_back(text_.size());
}

void Lines::end_row() {
    if (rows_.empty()) return;
    end_line();
    Row row = std::move(rows_.back());
    rows_.pop_back();
    std::string joined;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        std::size_t end = i + 1 < row.cells.size() ? row.cells[i + 1] : text_.size();
        std::string_view cell = trimmed(std::string_view(text_).substr(row.cells[i], end - row.cells[i]));
        if (cell.find('\n') != cell.npos) return;  // the table only arranges the page: its lines stay as they are
        // Each cell began a line, so each has its own quotation marks; the row keeps those of the first.
        while (i > 0 && quotes_ > 0 && cell.starts_with("> ")) cell.remove_prefix(2);
        if (!joined.empty() && !cell.empty()) joined += '\t';
        joined += cell;
    }
    if (row.cells.size() < 2) return;
    text_.resize(row.begin);
    if (!joined.empty()) text_ += joined + '\n';
}

void Lines::begin_quote() {
    end_line();
    ++quotes_;
}

void Lines::end_quote() {
    end_line();
    --quotes_;
}

std::string Lines::take() {
    end_line();
    rows_.clear();
    label_.clear();
    quotes_ = 0;
    return std::move(text_);
}

}  // namespace tangible::ingest

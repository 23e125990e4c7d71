// Collects cells. put() counts rows, columns, cells and bytes of text, and notes when a limit is passed. take() then
// refuses the whole table. The limits count before anything is allocated: a cell may claim to be in row four billion.
#include "ingest/tables/grid.h"
#include <utility>

namespace tangible::ingest {
namespace {

constexpr std::size_t max_rows = 100'000, max_columns = 1'000, max_cells = 1'000'000, max_text_bytes = 64 << 20;

}  // namespace

void Grid::put(std::size_t row, std::size_t column, std::string text) {
    if (text.empty()) return;
    bytes_ += text.size();
    if (row >= max_rows || column >= max_columns || cells_ >= max_cells || bytes_ > max_text_bytes) {
        left_out_ = true;
        return;
    }
    if (row >= table_.rows.size()) table_.rows.resize(row + 1);
    Row& cells = table_.rows[row];
    if (column >= cells.size()) cells_ += column + 1 - cells.size(), cells.resize(column + 1);
    cells[column] = std::move(text);
}

Table Grid::take() {
    while (!table_.rows.empty() && table_.rows.back().empty()) table_.rows.pop_back();
    if (left_out_) return {{}, {}, {}, table_too_large};
    return std::move(table_);
}

}  // namespace tangible::ingest

// Cells of a workbook as they come, put where they belong: rows of text, under limits of their own (table.h).
#pragma once
#include "ingest/tables/table.h"
#include <cstddef>
#include <string>

namespace tangible::ingest {

class Grid {
public:
    /// From 0.  What lies outside the limits makes take() refuse the table; an empty text takes no room.
    void put(std::size_t row, std::size_t column, std::string text);
    /// Everything so far, without blank rows at the end, or why it is refused; leaves nothing.
    Table take();

private:
    Table table_;
    std::size_t cells_ = 0, bytes_ = 0;
    bool left_out_ = false;
};

}  // namespace tangible::ingest

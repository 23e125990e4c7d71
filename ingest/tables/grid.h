// Collects the cells of a workbook as they come and puts them into rows, within the limits of table.h.
#pragma once
#include "ingest/tables/table.h"
#include <cstddef>
#include <string>

namespace tangible::ingest {

/// A table that is being filled.
class Grid {
public:
    /// Sets a cell; rows and columns count from 0. A cell outside the limits makes take() refuse the table. An empty
    /// text is ignored.
    void put(std::size_t row, std::size_t column, std::string text);
    /// Returns the table without blank rows at the end, or with a rejection. The grid is empty afterwards.
    Table take();

private:
    Table table_;
    std::size_t cells_ = 0, bytes_ = 0;
    bool left_out_ = false;
};

}  // namespace tangible::ingest

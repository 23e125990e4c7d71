// Adds the rows of a CSV file or workbook as arrays of texts.  Stops after 16 MiB of JSON, well below what a confined
// child may answer, and then also gives the number of all rows.
#include "ingest/look/look_members.h"
#include "ingest/reading/documents.h"
#include "ingest/tables/table.h"
#include <nlohmann/json.hpp>

namespace tangible::ingest {
namespace {

constexpr std::size_t max_bytes = std::size_t{16} << 20;

}  // namespace

void look_table(Members& m, const Submission& s) {
    Kind kind = kind_of(s.bytes, s.filename, s.media_type);
    if (kind != Kind::csv && !is_workbook(kind)) return;
    Members rows = Members::array();
    std::size_t bytes = 0;
    Table found = table(s.bytes, kind);
    for (const Row& row : found.rows) {
        rows.push_back(row);
        bytes += dumped(rows.back()).size();
        if (bytes > max_bytes) break;
    }
    const std::size_t shown = rows.size();
    m["rows"] = std::move(rows);
    if (shown < found.rows.size()) m["rows_in_all"] = found.rows.size();
}

}  // namespace tangible::ingest

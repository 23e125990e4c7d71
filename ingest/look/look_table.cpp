// Adds the rows of a CSV file or workbook as arrays of texts.  Stops after 16 MiB of JSON, well below what a confined
// child may answer, and then also gives the number of all rows.
#include "ingest/look/look_members.h"
#include "ingest/reading/documents.h"
#include "ingest/tables/table.h"
#include "schemas/json/json.h"

namespace tangible::ingest {
namespace {

constexpr std::size_t max_bytes = std::size_t{16} << 20;

}  // namespace

void look_table(Members& m, const Submission& s) {
    Kind kind = kind_of(s.bytes, s.filename, s.media_type);
    if (kind != Kind::csv && !is_workbook(kind)) return;
    std::vector<std::string> rows;
    std::size_t bytes = 0;
    Table found = table(s.bytes, kind);
    for (const Row& row : found.rows) {
        std::vector<std::string> cells;
        for (const std::string& cell : row) cells.push_back(json_string(cell));
        rows.push_back(json_array(cells));
        bytes += rows.back().size();
        if (bytes > max_bytes) break;
    }
    m.emplace_back("rows", json_array(rows));
    if (rows.size() < found.rows.size()) m.emplace_back("rows_in_all", std::to_string(found.rows.size()));
}

}  // namespace tangible::ingest

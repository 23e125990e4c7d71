// Joins flowed lines in one pass. A line that ends in a space goes on in the next one (RFC 3676 4.1), unless their
// quote depths differ or a signature mark stands between (4.3).
#include "ingest/mail/flowed.h"
#include "schemas/ground/ascii.h"

namespace tangible::ingest {

std::string without_flow(std::string_view text, bool delsp) {
    std::string out;
    bool open = false;  // the line before goes on in this one
    std::size_t open_depth = 0;
    for_each_line(text, [&](std::string_view line) {
        const std::size_t depth = std::min(line.find_first_not_of('>'), line.size());
        line.remove_prefix(depth);
        if (line.starts_with(' ')) line.remove_prefix(1);  // space-stuffing
        const bool signature = line == "-- ";
        if (open && (depth != open_depth || signature)) out += '\n', open = false;
        if (!open && depth > 0) out.append(depth, '>') += ' ';
        const bool flows = line.ends_with(' ') && !signature;
        out += flows && delsp ? line.substr(0, line.size() - 1) : line;
        if (!flows) out += '\n';
        open = flows, open_depth = depth;
    });
    if (open) out += '\n';
    return out;
}

}  // namespace tangible::ingest

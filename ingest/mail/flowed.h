// Joins the lines of a text/plain; format=flowed body (RFC 3676), so that each paragraph is one line.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Returns `text` (UTF-8, any line ends) with one paragraph a line and '\n' as the line end. `delsp` is the part's
/// DelSp parameter: drop the space at a soft line end. Quoted lines keep their marks, written as ">> ", and join only
/// with lines of the same depth. Linear.
std::string without_flow(std::string_view text, bool delsp);

}  // namespace tangible::ingest

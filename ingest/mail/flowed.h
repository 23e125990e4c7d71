// text/plain; format=flowed (RFC 3676) back to one paragraph a line.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Quotes keep their marks (`>> `), a line of quotes joins only with lines of its own depth.
std::string without_flow(std::string_view text, bool delsp);

}  // namespace tangible::ingest

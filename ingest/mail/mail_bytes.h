// Prepares the bytes of a mail for GMime: finds where a broken header ends, and enforces the limits of mail.h.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// Returns one mail without its "From " line and within the limits. Its header lines end in '\n' and an empty line
/// follows them. Adds a sentence to `problems` for each thing that was cut.
std::string within_limits(std::string_view bytes, std::vector<std::string>& problems);

}  // namespace tangible::ingest

// The bytes of a mail before a MIME parser sees them: where its header ends, however broken, and the limits of mail.h.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// One mail without "From " line, its header in line feeds and followed by an empty line, within the limits.
/// What was cut is said in `problems`.
std::string within_limits(std::string_view bytes, std::vector<std::string>& problems);

}  // namespace tangible::ingest

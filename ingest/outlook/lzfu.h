// Unpacks the compressed RTF in which Outlook keeps formatted text (MS-OXRTFCP). Takes any bytes.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Returns the RTF inside, at most 64 MiB; nullopt when the header is not that of compressed RTF. Data that is cut
/// short gives what is there.
std::optional<std::string> from_compressed_rtf(std::string_view);

}  // namespace tangible::ingest

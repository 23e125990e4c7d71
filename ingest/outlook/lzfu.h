// The packing in which Outlook keeps rich text (MS-OXRTFCP).  Takes any bytes.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace tangible::ingest {

/// The RTF inside; nullopt when it is not packed so.  What was cut short gives what there is.  At most 64 MiB.
std::optional<std::string> from_compressed_rtf(std::string_view);

}  // namespace tangible::ingest

// Files that were packed into one: a zip, or gzip.  Unpacked in memory only, within limits that many archives within
// each other share; a name is a name, never a path.
#pragma once
#include "ingest/reading/documents.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

struct PackedFile {
    std::string filename, bytes;
    Rejection rejection;  ///< why it could not be unpacked; reason "" when it could
};

struct Unpacked {
    std::vector<PackedFile> files;  ///< in their order; without what macOS and Windows add of their own
    Rejection rejection;            ///< why nothing could be unpacked
};

/// `filename`: of the archive.  `bytes_left`: what may be unpacked in all; is made less.
Unpacked unpacked(std::string_view bytes, Kind, std::string_view filename, std::size_t& bytes_left);

}  // namespace tangible::ingest

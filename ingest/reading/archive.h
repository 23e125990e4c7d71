// Unpacks archives: zip files, and gzip as an archive of one file. Works in memory only. A limit on bytes is shared by
// all archives that lie within each other, and a file name in an archive is never used as a path.
#pragma once
#include "ingest/reading/documents.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// One file of an archive.
struct PackedFile {
    std::string filename, bytes;
    Rejection rejection;  ///< reason "" when it was unpacked, else why it was not
};

/// The contents of an archive, or why it could not be opened.
struct Unpacked {
    std::vector<PackedFile> files;  ///< in archive order, without .DS_Store, Thumbs.db and the like
    Rejection rejection;            ///< reason "" when the archive could be opened
};

/// Unpacks `bytes`, a zip or gzip file as `Kind` says. `filename` is the archive's own: gzip takes the name of the file
/// in it from there. `bytes_left` is how much may still be unpacked; it is reduced by what this archive gave.
Unpacked unpacked(std::string_view bytes, Kind, std::string_view filename, std::size_t& bytes_left);

}  // namespace tangible::ingest

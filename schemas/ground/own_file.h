// Files and folders of the program's own: nobody else writes to them, so that they are read as they are.  Those of
// others are read through file.h.
#pragma once
#include <filesystem>
#include <string>

namespace tangible {

/// All bytes of a file; "" when it cannot be read.
std::string content_of(const std::filesystem::path&);
/// Whether the file, or the names in the folder, are on the disk now; errno says why not.
bool synced(const std::filesystem::path&);

}  // namespace tangible

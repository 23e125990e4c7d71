// Files and folders that only the program writes, so that they can be read without the limits and checks of file.h.
#pragma once
#include <filesystem>
#include <string>

namespace tangible {

/// Returns all bytes of a file; "" when it cannot be read.
std::string content_of(const std::filesystem::path&);
/// Forces a file's bytes, or a folder's list of names, onto the disk (fsync).  Returns whether that worked; if not,
/// `errno` says why.
bool synced(const std::filesystem::path&);

}  // namespace tangible

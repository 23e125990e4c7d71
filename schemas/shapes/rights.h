// What the system does not let this user do with a file or folder, said in a way that tells who must mend what.
#pragma once
#include <filesystem>
#include <string>

namespace tangible {

/// Throws Error{storage} when this user may not read the data folder and its store, or write them when `writes`; the
/// message names the file and its owner, the hint what to do.  What is not there yet is no trouble.
void check_rights(const std::filesystem::path& data_dir, bool writes);

/// Returns what to do about a file or folder that is closed to this user.
std::string rights_hint(const std::filesystem::path&);

}  // namespace tangible

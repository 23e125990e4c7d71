// Explains, when the system does not let this user read or write a file, who can change that and how.
#pragma once
#include <filesystem>
#include <string>

namespace tangible {

/// Checks that this user may read the data folder and the store in it; with `writes`, also write them.  Throws
/// Error{storage} otherwise: the message names the file and this user, the hint its owner and what to do.  Files
/// that do not exist yet are not checked.
void check_rights(const std::filesystem::path& data_dir, bool writes);

/// Returns what a person can do about a file or folder that this user may not use.
std::string rights_hint(const std::filesystem::path&);

}  // namespace tangible

// Where the program finds the files that come with it: codebooks, forms, SQL, pages, the sample collection.
#pragma once
#include <filesystem>
#include <string_view>

namespace tangible {

/// Returns the folder in the environment variable TANGIBLE_SHARE, or the one that was set when the program was built.
std::filesystem::path share_dir();
/// Returns the path of a file below share_dir().  Throws Error{not_found} when the file does not exist.
std::filesystem::path shared_file(std::string_view relative);

}  // namespace tangible

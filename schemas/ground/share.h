// Where the files that come with the program are: codebooks, forms, SQL, pages, the sample.
#pragma once
#include <filesystem>
#include <string_view>

namespace tangible {

/// TANGIBLE_SHARE from the environment, else the place the program was built for.
std::filesystem::path share_dir();
/// A file below it; throws Error{not_found} when it is not there.
std::filesystem::path shared_file(std::string_view relative);

}  // namespace tangible

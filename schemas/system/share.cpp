// The build compiles the default folder in as TANGIBLE_SHARE_DEFAULT.  An empty TANGIBLE_SHARE counts as not set.
#include "schemas/system/share.h"
#include "schemas/ground/error.h"
#include <cstdlib>
#include <system_error>

namespace tangible {

std::filesystem::path share_dir() {
    const char* set = std::getenv("TANGIBLE_SHARE");
    return set && *set ? set : TANGIBLE_SHARE_DEFAULT;
}

std::filesystem::path shared_file(std::string_view relative) {
    auto path = share_dir() / relative;
    std::error_code failed;
    if (std::filesystem::exists(path, failed)) return path;
    throw Error(
        ErrorKind::not_found,
        "the program cannot find its own file " + path.string() + (failed ? ": " + failed.message() : ""),
        "the program needs the folders schemas/ and serve/ of its source: put them back, or copy them to a folder "
        "that this user can read and set TANGIBLE_SHARE to it");
}

}  // namespace tangible

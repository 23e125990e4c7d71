#include "schemas/share.h"
#include "schemas/error.h"
#include <cstdlib>

namespace tangible {

std::filesystem::path share_dir() {
    const char* set = std::getenv("TANGIBLE_SHARE");
    return set && *set ? set : TANGIBLE_SHARE_DEFAULT;
}

std::filesystem::path shared_file(std::string_view relative) {
    auto path = share_dir() / relative;
    if (!std::filesystem::exists(path))
        throw Error(ErrorKind::not_found, "the file " + path.string() + " is not there",
                    "set TANGIBLE_SHARE to the folder that holds schemas/ and serve/");
    return path;
}

}  // namespace tangible

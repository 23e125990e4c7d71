// Asks for the free space where the data folder is, or where its parent is while the data folder does not exist yet.
#include "serve/collection/disk.h"

namespace tangible::serve {

bool disk_has_room(const Config& config, std::uintmax_t bytes) {
    std::error_code failed;
    // Of the file system that the data folder is on, or will be on.
    auto dir = std::filesystem::exists(config.data_dir, failed)
                   ? config.data_dir
                   : std::filesystem::absolute(config.data_dir, failed).parent_path();
    const auto space = std::filesystem::space(dir, failed);
    return failed || space.available >= (static_cast<std::uintmax_t>(config.keep_free_mb) << 20) + bytes;
}

}  // namespace tangible::serve

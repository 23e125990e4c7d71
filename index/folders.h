// The folders of DATA/index: numbered ones, of which the file `live` names the one in use, and `N.new` while one is
// being made.  A new one goes live by renames alone, each synced, so that a power cut leaves the old or the new and
// nothing between.
#pragma once
#include "schemas/lock.h"
#include <filesystem>

namespace tangible::index {

/// The one turn to change the index; throws Error{locked} when another process has it after `timeout_ms`.
FileLock follower_lock(const std::filesystem::path& data_dir, int timeout_ms);

/// A folder to make an index in, beside the live one.  Gone at the end of its life unless it went live.
class FreshFolder {
public:
    explicit FreshFolder(const std::filesystem::path& data_dir);
    ~FreshFolder();
    FreshFolder(const FreshFolder&) = delete;
    FreshFolder& operator=(const FreshFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// Syncs all of it, names it live, and removes the folder that was.
    void go_live();

private:
    std::filesystem::path data_dir_, path_;
};

/// Throws Error{storage} when it cannot be had that what is in the folder has reached the disk.
void sync_folder(const std::filesystem::path&);

}  // namespace tangible::index

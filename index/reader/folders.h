// The folders of DATA/index: numbered ones, of which the file `live` names the one in use and `kept` the one before it,
// with the time until which it stays; `N.new` while one is being made, and `unfinished` (unfinished.h).
// A new one goes live by renames alone, each synced, so that a power cut leaves the old or the new and nothing between.
#pragma once
#include "schemas/ground/lock.h"
#include <filesystem>
#include <optional>
#include <string>

namespace tangible::index {

/// The folder in use; made (empty) when there is none.
std::filesystem::path live(const std::filesystem::path& data_dir);
/// Removes folders of interrupted rebuilds.
void sweep(const std::filesystem::path& data_dir);

/// The one turn to change the index; throws Error{locked} when another process has it after `timeout_ms`.
FileLock follower_lock(const std::filesystem::path& data_dir, int timeout_ms);

/// The one turn to make an index beside the live one, which takes long; who has it may wait for the follower's,
/// and not the other way round.  Throws Error{locked} when another process has it after `timeout_ms`.
FileLock rebuilder_lock(const std::filesystem::path& data_dir, int timeout_ms);
/// The same when nobody has it.
std::optional<FileLock> free_rebuilder_lock(const std::filesystem::path& data_dir);

/// A folder to make an index in, beside the live one.  Gone at the end of its life unless it went live.
class FreshFolder {
public:
    explicit FreshFolder(const std::filesystem::path& data_dir);
    ~FreshFolder();
    FreshFolder(const FreshFolder&) = delete;
    FreshFolder& operator=(const FreshFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// Syncs all of it and names it live; the one that was live stays for `kept_days`.
    void go_live(int kept_days);
    /// The same in place of the one that was live, which goes; what is kept stays as it is.
    void replace_live();

private:
    std::string placed();

    std::filesystem::path data_dir_, path_;
};

/// The index that was live before, while it is kept.
std::optional<std::filesystem::path> kept(const std::filesystem::path& data_dir);
/// Names it live again, and keeps the one that was live instead.
void swap_with_kept(const std::filesystem::path& data_dir, int kept_days);
/// What is unfinished, for one who has the rebuilder's lock: its plan first, so that nobody takes up parts of which a
/// half is gone when this is interrupted.
void drop_unfinished(const std::filesystem::path& data_dir);
/// Removes it, and what is unfinished unless somebody works on it.
void drop_kept(const std::filesystem::path& data_dir);

/// Throws Error{storage} when it cannot be had that what is in the folder has reached the disk.
void sync_folder(const std::filesystem::path&);
/// The same of which files are in it: for one whose files are synced already.
void sync_names(const std::filesystem::path& folder);

}  // namespace tangible::index

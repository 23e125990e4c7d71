// The folders of DATA/index, and how one of them becomes the live index:
//
//     1, 2, ...     indexes
//     live          names the folder in use
//     kept          names the one that was in use before, and the time until which it stays
//     N.new         an index that is being made
//     unfinished/   the parts of a rebuild that can go on (unfinished.h)
//
// A new index goes live by renames alone, each synced, so that a power cut leaves either the old or the new one.
//
//     FreshFolder fresh(data_dir);
//     write_index(fresh.path());
//     fresh.go_live(settings.kept_days);
//
// Functions that write throw Error{storage} when the disk fails.
#pragma once
#include "schemas/system/lock.h"
#include <filesystem>
#include <optional>
#include <string>

namespace tangible::index {

/// Returns the folder in use. Makes an empty one, number 1, when there is none.
std::filesystem::path live(const std::filesystem::path& data_dir);
/// Removes what interrupted rebuilds left behind. Keeps the live and the kept index, `unfinished`, and all that another
/// process is making.
void sweep(const std::filesystem::path& data_dir);

/// Takes the lock that allows changes to the live index. Throws Error{locked} when another process still has it after
/// `timeout_ms`.
FileLock follower_lock(const std::filesystem::path& data_dir, int timeout_ms);

/// Takes the lock that allows making an index beside the live one, which takes long. Its holder may wait for the
/// follower's lock; the holder of the follower's lock must never wait for this one, or both could wait for ever. Throws
/// Error{locked} when another process still has it after `timeout_ms`.
FileLock rebuilder_lock(const std::filesystem::path& data_dir, int timeout_ms);
/// Takes the same lock if nobody has it; otherwise returns nullopt at once.
std::optional<FileLock> free_rebuilder_lock(const std::filesystem::path& data_dir);

/// A new, empty folder to make an index in, beside the live one. The destructor removes it unless it went live.
class FreshFolder {
public:
    /// Makes the folder N.new, where N is higher than any number in use.
    explicit FreshFolder(const std::filesystem::path& data_dir);
    ~FreshFolder();
    FreshFolder(const FreshFolder&) = delete;
    FreshFolder& operator=(const FreshFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// Syncs the folder and makes it the live index. The one that was live stays for `kept_days`, and goes at once when
    /// that is 0; an index that was kept before goes.
    void go_live(int kept_days);
    /// Syncs the folder and puts it in place of the live index, which goes. What is kept stays as it is.
    void replace_live();

private:
    std::string placed();

    std::filesystem::path data_dir_, path_;
};

/// Returns the index that was live before; nullopt when none is kept, or its time is over.
std::optional<std::filesystem::path> kept(const std::filesystem::path& data_dir);
/// Makes the kept index live again, and keeps the live one for `kept_days`. Does nothing when none is kept.
void swap_with_kept(const std::filesystem::path& data_dir, int kept_days);
/// Removes the parts of an unfinished rebuild. For the holder of the rebuilder's lock. The plan goes first, so that
/// after an interruption nobody takes up parts of which half are gone.
void drop_unfinished(const std::filesystem::path& data_dir);
/// Removes the kept index, and the unfinished parts unless another process works on them.
void drop_kept(const std::filesystem::path& data_dir);

/// Syncs all files in the folder and its list of names to the disk. Throws Error{storage} when the disk fails.
void sync_folder(const std::filesystem::path&);
/// Syncs only the list of names, for a folder whose files are synced already.
void sync_names(const std::filesystem::path& folder);

}  // namespace tangible::index

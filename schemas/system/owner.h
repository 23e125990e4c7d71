// Ownership of the data folder.  An administrator may run a command as root in the folder of a service's user; the
// files that the command creates must then belong to that user, or the service could not write them.
#pragma once
#include <filesystem>

namespace tangible {

/// Gives `made` to the owner of `folder`.  Does nothing unless this process runs as root and another user owns the
/// folder.  Does not follow links, and ignores a failure: must_be_writable() reports the file to whoever needs it.
void keep_owner(const std::filesystem::path& folder, const std::filesystem::path& made);
/// Does the same for everything below `folder` that belongs to root.
void keep_owner(const std::filesystem::path& folder);

/// Throws Error{refused} when this process cannot write to `folder` or to a file directly in it.  The message names the
/// file, its owner and the user of this process; the hint is a command that mends it.
void must_be_writable(const std::filesystem::path& folder);

}  // namespace tangible

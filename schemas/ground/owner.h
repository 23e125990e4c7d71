// An administrator may run a command as root in the folder of a service's user: what it makes there stays that user's.
#pragma once
#include <filesystem>

namespace tangible {

/// Gives `made` to the owner of `folder` when this process is root's and the folder is not.
void keep_owner(const std::filesystem::path& folder, const std::filesystem::path& made);
/// The same with all that is in `folder`.
void keep_owner(const std::filesystem::path& folder);

/// Throws Error{refused} when this process cannot write in `folder`: who runs it, whose the folder is, what to do.
void must_be_writable(const std::filesystem::path& folder);

}  // namespace tangible

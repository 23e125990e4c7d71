// keep_owner() changes owners with lchown(), which does not follow links: a link in the folder could otherwise give
// away any file of the machine.  must_be_writable() asks access() about the folder and each regular file in it, and
// reports the first that it may not write.
#include "schemas/system/owner.h"
#include "schemas/ground/error.h"
#include <pwd.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace tangible {
namespace {

namespace fs = std::filesystem;

std::string name_of(uid_t user) {
    passwd entry{}, *found = nullptr;
    std::vector<char> room(16 * 1024);
    if (::getpwuid_r(user, &entry, room.data(), room.size(), &found) == 0 && found) return found->pw_name;
    return "user " + std::to_string(user);
}

// Returns the folder, or the first file in it, that this process may not write; "" when it may write all.
fs::path closed_in(const fs::path& folder) {
    if (::access(folder.c_str(), W_OK | X_OK) != 0) return folder;
    std::error_code unreadable;
    for (const auto& entry : fs::directory_iterator(folder, unreadable))
        if (entry.is_regular_file() && ::access(entry.path().c_str(), R_OK | W_OK) != 0) return entry.path();
    return {};
}

}  // namespace

// A file that cannot be given away stays root's; must_be_writable() then reports it to the service that needs it.
void keep_owner(const fs::path& folder, const fs::path& made) {
    struct stat about {};
    if (::geteuid() != 0 || ::stat(folder.c_str(), &about) != 0 || about.st_uid == 0) return;
    [[maybe_unused]] const int failed = ::lchown(made.c_str(), about.st_uid, about.st_gid);
}

void keep_owner(const fs::path& folder) {
    if (::geteuid() != 0) return;
    std::error_code gone;
    for (const auto& entry : fs::recursive_directory_iterator(folder, gone)) {
        struct stat about {};
        if (::lstat(entry.path().c_str(), &about) == 0 && about.st_uid == 0) keep_owner(folder, entry.path());
    }
}

void must_be_writable(const fs::path& folder) {
    struct stat about {};
    const auto closed = closed_in(folder);
    if (closed.empty() || ::stat(closed.c_str(), &about) != 0) return;
    const auto user = name_of(::geteuid());
    throw Error(ErrorKind::refused,
                closed.string() + " cannot be written: it belongs to " + name_of(about.st_uid) +
                    ", and this program runs as " + user,
                "as root: chown -R " + user + ": " + folder.string());
}

}  // namespace tangible

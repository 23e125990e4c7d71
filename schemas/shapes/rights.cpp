// Asks faccessat() about the data folder and then about each file of the store, for the effective user (AT_EACCESS),
// and throws at the first refusal.  The owner that a message names is that of the path, or of the nearest folder above
// it whose owner can be found: what is inside a closed folder cannot even be looked up.
#include "schemas/shapes/rights.h"
#include "schemas/ground/error.h"
#include <cerrno>
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace tangible {
namespace {

namespace fs = std::filesystem;

std::string user_named(uid_t uid) {
    struct passwd entry, *found = nullptr;
    char buffer[4096];
    if (::getpwuid_r(uid, &entry, buffer, sizeof buffer, &found) == 0 && found) return found->pw_name;
    return std::to_string(uid);
}

/// Returns the owner of the path, or of the nearest folder above it that can be looked up.
std::string owner_of(fs::path path) {
    struct stat about;
    while (::stat(path.c_str(), &about) != 0) {
        if (path == path.parent_path() || path.empty()) return user_named(0);
        path = path.parent_path();
    }
    return user_named(about.st_uid);
}

/// Throws when this user may not use the path in this way.  Other failures, as for a file that does not exist, pass:
/// they are reported, if they matter, by whoever opens the file.
void check(const fs::path& path, int mode, const char* deed) {
    if (::faccessat(AT_FDCWD, path.c_str(), mode, AT_EACCESS) == 0 || (errno != EACCES && errno != EROFS)) return;
    const auto because = std::generic_category().message(errno);
    throw Error(ErrorKind::storage,
                "user '" + user_named(::geteuid()) + "' cannot " + deed + " " + path.string() + ": " + because,
                rights_hint(path));
}

}  // namespace

std::string rights_hint(const fs::path& path) {
    const auto owner = owner_of(path);
    if (owner == user_named(::geteuid())) return "give yourself permission with chmod u+rwX";
    return "it belongs to '" + owner + "': run the command as that user (sudo -u " + owner +
           " tangible ...), or name another folder with --data";
}

void check_rights(const fs::path& data_dir, bool writes) {
    const auto dir = fs::absolute(data_dir);
    const int file_mode = writes ? R_OK | W_OK : R_OK;
    const auto* file_deed = writes ? "write" : "read";
    check(dir, X_OK, "open");
    if (writes) check(dir, W_OK, "write to");
    for (auto* file : {"store.sqlite", "store.sqlite-wal", "write.lock"})
        if (writes || file != std::string_view("write.lock")) check(dir / file, file_mode, file_deed);
}

}  // namespace tangible

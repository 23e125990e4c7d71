// Every access goes through openat() and its relatives, with a name in the open folder.  So it does not matter when
// somebody renames the folder, or puts a link in its place, while we work in it.
//
// move() renames with RENAME_NOREPLACE and tries numbered names until one is free.  being_written() asks the kernel for
// a read lease, which it grants only when no program has the file open to write.
#include "ingest/arrival/folder.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace tangible::ingest {
namespace {

/// Closes a descriptor at the end of its scope.
class Handle {
public:
    explicit Handle(int fd) : fd_(fd) {}
    ~Handle() {
        if (fd_ >= 0) ::close(fd_);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    operator int() const { return fd_; }

private:
    int fd_;
};

[[noreturn]] void fail(const std::string& what) {
    throw Error(ErrorKind::storage, what + ": " + std::strerror(errno),
                "check the owner and permissions of the folder");
}

std::optional<FileState> state_of(const struct stat& about) {
    if (!S_ISREG(about.st_mode)) return std::nullopt;
    return FileState{about.st_ino, static_cast<std::uint64_t>(about.st_size),
                     std::int64_t{about.st_ctim.tv_sec} * 1'000'000'000 + about.st_ctim.tv_nsec};
}

std::optional<FileState> state_of(int fd) {
    struct stat about;
    return ::fstat(fd, &about) == 0 ? state_of(about) : std::nullopt;
}

/// Opens a file to read; -1 when it cannot.  O_NONBLOCK: opening a named pipe would otherwise wait for a writer.
int opened(int folder, const std::string& name) {
    return ::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

/// Takes both kinds of lock that mail programs put on an mbox (fcntl and flock), shared, without waiting.  They last
/// until the file is closed; the fcntl lock is of the kind that belongs to the open file and not to the process.
bool lock_to_read(int fd) {
    struct flock lock {};
    lock.l_type = F_RDLCK;
    lock.l_whence = SEEK_SET;
    return ::fcntl(fd, F_OFD_SETLK, &lock) == 0 && ::flock(fd, LOCK_SH | LOCK_NB) == 0;
}

/// Returns the name with a number: "story.txt", "story (2).txt", ...
std::string numbered(const std::string& name, int number) {
    if (number == 1) return name;
    const auto dot = name.rfind('.');
    const std::size_t stem = dot == name.npos || dot == 0 ? name.size() : dot;
    return name.substr(0, stem) + " (" + std::to_string(number) + ")" + name.substr(stem);
}

/// Renames a file unless the new name exists (EEXIST).  Some file systems cannot do that in one step (EINVAL, ENOSYS);
/// there, linkat() makes the new name, which also fails when it exists, and the old name is removed afterwards.
int rename_sparing(int from, const char* name, int to, const char* wanted) {
    if (::renameat2(from, name, to, wanted, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return -1;
    if (::linkat(from, name, to, wanted, 0) != 0) return -1;
    return ::unlinkat(from, name, 0);
}

}  // namespace

Folder::Folder(const std::filesystem::path& path) : fd_(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (fd_ < 0)
        throw Error(ErrorKind::not_found, path.string() + ": " + std::strerror(errno), "check the name of the folder");
}

Folder::~Folder() {
    if (fd_ >= 0) ::close(fd_);
}

Folder::Folder(Folder&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

Folder Folder::inside(const std::string& name) const {
    if (::mkdirat(fd_, name.c_str(), 0700) != 0 && errno != EEXIST) fail("cannot make " + name);
    Folder found(::openat(fd_, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (found.fd_ < 0) fail("cannot open " + name);
    return found;
}

// Opens the folder once more, because readdir() moves the position of the descriptor and closedir() closes it.
std::vector<std::string> Folder::names() const {
    const int again = ::openat(fd_, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(again < 0 ? nullptr : ::fdopendir(again), ::closedir);
    if (!entries) fail("cannot list the folder");
    std::vector<std::string> all;
    while (const dirent* entry = ::readdir(entries.get()))
        if (entry->d_name[0] != '.') all.emplace_back(entry->d_name);
    std::ranges::sort(all);
    return all;
}

std::optional<FileState> Folder::state(const std::string& name) const {
    struct stat about;
    if (::fstatat(fd_, name.c_str(), &about, AT_SYMLINK_NOFOLLOW) != 0) return std::nullopt;
    return state_of(about);
}

bool Folder::is_folder(const std::string& name) const {
    struct stat about;
    return ::fstatat(fd_, name.c_str(), &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(about.st_mode);
}

// The kernel grants a read lease only on a file that nobody has open to write (else EAGAIN).  The lease is given back
// at once.
std::optional<bool> Folder::being_written(const std::string& name) const {
    const Handle file(opened(fd_, name));
    if (file < 0) return std::nullopt;
    std::signal(SIGIO, SIG_IGN);  // sent when a writer opens the file while we have the lease; it would end the program
    if (::fcntl(file, F_SETLEASE, F_RDLCK) == 0) {
        ::fcntl(file, F_SETLEASE, F_UNLCK);
        return false;
    }
    return errno == EAGAIN ? std::optional(true) : std::nullopt;
}

std::optional<File> Folder::open(const std::string& name, const FileState& state, bool locked) const {
    const int fd = opened(fd_, name);
    if (fd < 0) return std::nullopt;
    File file(fd, name);
    if (state_of(fd) != state || (locked && !lock_to_read(fd))) return std::nullopt;
    return file;
}

std::string Folder::move(const std::string& name, const Folder& to, const std::string& wanted) const {
    constexpr int enough = 10'000;  // names to try, so that the loop ends in any case
    for (int number = 1; number < enough; ++number) {
        const std::string free_name = numbered(wanted, number);
        if (rename_sparing(fd_, name.c_str(), to.fd_, free_name.c_str()) == 0) return free_name;
        if (errno == ENOENT) return {};
        if (errno != EEXIST) fail("cannot move a file");
    }
    errno = EEXIST;
    fail("cannot move a file");
}

void Folder::note(const std::string& name, const std::string& text) const {
    const Handle file(::openat(fd_, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file < 0) return;
    [[maybe_unused]] const auto written = ::write(file, text.data(), text.size());
}

}  // namespace tangible::ingest

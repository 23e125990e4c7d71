// Uses flock(), whose locks belong to an open file: two FileLocks of one process exclude each other, too, and the
// kernel releases the lock when the process dies.  flock() cannot wait for a limited time, so had() tries again every
// 5 milliseconds until the time is over.  The file is never deleted: another process might be about to lock it.
#include "schemas/system/lock.h"
#include "schemas/ground/error.h"
#include "schemas/system/owner.h"
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <thread>
#include <unistd.h>
#include <utility>

namespace tangible {

std::optional<FileLock> FileLock::take(const std::filesystem::path& file, int timeout_ms) {
    return had(file, LOCK_EX, timeout_ms);
}

std::optional<FileLock> FileLock::share(const std::filesystem::path& file, int timeout_ms) {
    return had(file, LOCK_SH, timeout_ms);
}

bool FileLock::alone() { return fd_ >= 0 && ::flock(fd_, LOCK_EX | LOCK_NB) == 0; }

std::optional<FileLock> FileLock::had(const std::filesystem::path& file, int how, int timeout_ms) {
    int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        throw Error(ErrorKind::storage, "cannot open " + file.filename().string() + ": " + std::strerror(errno));
    keep_owner(file.parent_path(), file);  // a lock file that root made would lock the service out for good
    FileLock lock(fd);
    auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout_ms);
    while (::flock(fd, how | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            throw Error(ErrorKind::storage, "cannot lock " + file.filename().string() + ": " + std::strerror(errno));
        if (std::chrono::steady_clock::now() >= until) return std::nullopt;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return lock;
}

void FileLock::sign() {
    const std::string number = std::to_string(::getpid()) + "\n";
    // When the number cannot be written, the lock is held all the same; only holder() returns nothing.
    if (::ftruncate(fd_, 0) == 0 && ::pwrite(fd_, number.data(), number.size(), 0) < 0) return;
}

std::optional<long> FileLock::holder(const std::filesystem::path& file) {
    long number = 0;
    if (std::ifstream in(file); in >> number && number > 0) return number;
    return std::nullopt;
}

FileLock::~FileLock() {
    if (fd_ >= 0) ::close(fd_);
}
FileLock::FileLock(FileLock&& o) noexcept : fd_(std::exchange(o.fd_, -1)) {}
// Swaps, so that the destructor of `o` releases the lock that this one had.
FileLock& FileLock::operator=(FileLock&& o) noexcept {
    std::swap(fd_, o.fd_);
    return *this;
}

}  // namespace tangible

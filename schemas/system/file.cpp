// A regular file's size and time of last change (ctime) are noted when it is opened and compared after each read: if
// they differ, somebody wrote to the file and the bytes may be a mixture of two versions.  ctime is used because,
// unlike mtime, programs cannot set it.  A read that a signal interrupts is repeated.
#include "schemas/system/file.h"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace tangible {
namespace {

constexpr std::size_t piece_bytes = 64 << 10;  // a pipe does not say its size, so whole() grows by this much

std::int64_t changed_ns(const struct stat& about) {
    return std::int64_t{about.st_ctim.tv_sec} * 1'000'000'000 + about.st_ctim.tv_nsec;
}

/// Repeats a read that a signal interrupted, as can happen while it waits for a pipe.
ssize_t patiently(auto read) {
    ssize_t n;
    do n = read();
    while (n < 0 && errno == EINTR);
    return n;
}

}  // namespace

File::File(const std::filesystem::path& path) : File(::open(path.c_str(), O_RDONLY | O_CLOEXEC), path.string()) {}

File::File(int fd, std::string name) : fd_(fd), name_(std::move(name)) {
    struct stat about {};
    // The destructor does not run after a constructor that throws, so `fd` is closed here.
    try {
        if (fd_ < 0 || ::fstat(fd_, &about) != 0)
            throw Unreadable(ErrorKind::not_found, "cannot read " + name_ + ": " + std::strerror(errno),
                             "check the name and the permissions of the file");
        if (S_ISDIR(about.st_mode)) fail(ErrorKind::not_found, "this is a folder", "name a file instead");
    } catch (...) {
        if (fd_ >= 0) ::close(fd_);
        throw;
    }
    regular_ = S_ISREG(about.st_mode);
    size_bytes_ = regular_ ? static_cast<std::uint64_t>(about.st_size) : 0;
    changed_ns_ = changed_ns(about);
}

File::~File() {
    if (fd_ >= 0) ::close(fd_);
}

File::File(File&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), name_(std::move(other.name_)), regular_(other.regular_),
      size_bytes_(other.size_bytes_), changed_ns_(other.changed_ns_) {}

void File::fail(ErrorKind kind, const std::string& why, const std::string& remedy) const {
    throw Unreadable(kind, name_ + ": " + why, remedy);
}

void File::check_unchanged() const {
    struct stat about;
    if (!regular_ || (::fstat(fd_, &about) == 0 && static_cast<std::uint64_t>(about.st_size) == size_bytes_ &&
                      changed_ns(about) == changed_ns_))
        return;
    fail(ErrorKind::temporary, "the file changed while it was read", "try again when no program writes to the file");
}

std::string File::bytes(std::uint64_t at, std::size_t size) const {
    // The part of the range that is inside the file.  pread() leaves the position alone, so that reads of different
    // places do not disturb each other.
    std::string all(static_cast<std::size_t>(std::min<std::uint64_t>(size, size_bytes_ - std::min(at, size_bytes_))),
                    '\0');
    for (std::size_t have = 0; have < all.size();) {
        const auto n = patiently(
            [&] { return ::pread(fd_, all.data() + have, all.size() - have, static_cast<off_t>(at + have)); });
        if (n < 0) fail(ErrorKind::storage, std::strerror(errno), "check the disk");
        // The file has become shorter, which is reported as a change, or the disk fails.
        if (n == 0) check_unchanged(), fail(ErrorKind::storage, "the file ends early", "check the disk");
        have += static_cast<std::size_t>(n);
    }
    check_unchanged();
    return all;
}

std::string File::whole(std::size_t max_bytes) const {
    const auto too_large = [&] { fail(ErrorKind::usage, "larger than " + size_in_words(max_bytes), "split it"); };
    if (size_bytes_ > max_bytes) too_large();
    std::string all;
    for (;;) {
        const std::size_t have = all.size();
        // Up to one byte more than allowed: only reading it shows that a pipe is too long.
        all.resize(have + std::min(piece_bytes, max_bytes + 1 - have));
        const auto n = patiently([&] { return ::read(fd_, all.data() + have, all.size() - have); });
        if (n < 0) fail(ErrorKind::storage, std::strerror(errno), "check the disk");
        all.resize(have + static_cast<std::size_t>(n));
        if (all.size() > max_bytes) too_large();
        if (n == 0) break;
    }
    check_unchanged();
    return all;
}

std::string bytes_of(const std::filesystem::path& path, std::size_t max_bytes) { return File(path).whole(max_bytes); }

std::string size_in_words(std::size_t bytes) {
    constexpr std::size_t kb = 1 << 10, mb = 1 << 20;
    return bytes % mb == 0   ? std::to_string(bytes / mb) + " MB"
           : bytes % kb == 0 ? std::to_string(bytes / kb) + " KB"
                             : std::to_string(bytes) + " bytes";
}

}  // namespace tangible

// The one way to read a file of somebody else's: in pieces from any place, or as a whole up to a limit.  What it gives
// is never a part of what was asked for: a file that is too large, changed meanwhile or cannot be read throws.
#pragma once
#include "schemas/ground/error.h"
#include <cstdint>
#include <filesystem>
#include <string>

namespace tangible {

/// The file cannot be opened or read, is too large, or changed while it was read.
struct Unreadable : Error {
    using Error::Error;
};

class File {
public:
    /// Follows links.  Throws Unreadable{not_found} when there is no such file, or a folder.
    explicit File(const std::filesystem::path&);
    /// Takes over an open file; `name` is for what it throws.
    File(int fd, std::string name);
    ~File();
    File(File&&) noexcept;
    File& operator=(File&&) = delete;

    int fd() const { return fd_; }
    /// Of a regular file when it was opened; 0 for a pipe.
    std::uint64_t size_bytes() const { return size_bytes_; }
    /// `size` bytes from `at` on of a regular file, fewer only at its end.  Throws Unreadable.
    std::string bytes(std::uint64_t at, std::size_t size) const;
    /// All of it, also of a pipe.  Throws Unreadable{usage} when it is larger than `max_bytes`.
    std::string whole(std::size_t max_bytes) const;

private:
    [[noreturn]] void fail(ErrorKind, const std::string& why, const std::string& remedy) const;
    void check_unchanged() const;
    int fd_ = -1;
    std::string name_;
    bool regular_ = false;
    std::uint64_t size_bytes_ = 0;
    std::int64_t changed_ns_ = 0;
};

/// File(path).whole(max_bytes).
std::string bytes_of(const std::filesystem::path&, std::size_t max_bytes);

/// "25 MB", "512 KB"
std::string size_in_words(std::size_t bytes);

}  // namespace tangible

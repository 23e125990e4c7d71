// Reads files that other people write: in pieces from any place, or as a whole up to a limit.
//
// A read returns all the bytes that were asked for or throws.  A file that is too large, changes while it is read, or
// cannot be read is never returned in part.
//
//     const File file("story.docx");
//     const std::string beginning = file.bytes(0, 4096);
//     const std::string all = file.whole(max_submission_bytes);
#pragma once
#include "schemas/ground/error.h"
#include <cstdint>
#include <filesystem>
#include <string>

namespace tangible {

/// The error of every function here.  Its kind says why: {not_found} for a file that cannot be opened, {usage} for one
/// that is too large, {temporary} for one that changed while it was read, {storage} for a disk that fails.
struct Unreadable : Error {
    using Error::Error;
};

/// An open file or pipe, closed by the destructor.  Can be moved, not copied.
class File {
public:
    /// Opens a file to read, following links.  Throws Unreadable{not_found} when it cannot be opened or is a folder.
    explicit File(const std::filesystem::path&);
    /// Takes over the open descriptor `fd`, which it closes even when it throws.  `name` is for error messages.
    File(int fd, std::string name);
    ~File();
    File(File&&) noexcept;
    File& operator=(File&&) = delete;

    int fd() const { return fd_; }
    /// Returns the size of a regular file at the time it was opened; 0 for a pipe.
    std::uint64_t size_bytes() const { return size_bytes_; }
    /// Reads `size` bytes of a regular file from the byte `at` on.  Returns fewer at the end of the file only, and none
    /// behind it.  Throws Unreadable.
    std::string bytes(std::uint64_t at, std::size_t size) const;
    /// Reads everything from where the descriptor stands; works for a pipe, too.  Throws Unreadable{usage} when that is
    /// more than `max_bytes`.
    std::string whole(std::size_t max_bytes) const;

private:
    [[noreturn]] void fail(ErrorKind, const std::string& why, const std::string& remedy) const;
    void check_unchanged() const;
    int fd_ = -1;
    std::string name_;
    bool regular_ = false;
    std::uint64_t size_bytes_ = 0;
    std::int64_t changed_ns_ = 0;  ///< time of the last change (ctime) when the file was opened
};

/// Returns File(path).whole(max_bytes).
std::string bytes_of(const std::filesystem::path&, std::size_t max_bytes);

/// Returns a size for people, in the largest unit that divides it: "25 MB", "512 KB", "1000 bytes" (1 KB is 1024
/// bytes).
std::string size_in_words(std::size_t bytes);

}  // namespace tangible

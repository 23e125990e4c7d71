// A lock on a file of the data folder, held by one process or thread at a time and gone with it.
#pragma once
#include <filesystem>
#include <optional>

namespace tangible {

class FileLock {
public:
    /// Waits up to `timeout_ms`; nullopt when another holds it still.  Throws Error{storage}.
    static std::optional<FileLock> take(const std::filesystem::path&, int timeout_ms);
    ~FileLock();
    FileLock(FileLock&&) noexcept;
    FileLock& operator=(FileLock&&) noexcept;

private:
    explicit FileLock(int fd) : fd_(fd) {}
    int fd_ = -1;
};

}  // namespace tangible

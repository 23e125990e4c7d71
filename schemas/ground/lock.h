// A lock on a file of the data folder, held by one process or thread at a time and gone with it.
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace tangible {

class FileLock {
public:
    /// Waits up to `timeout_ms`; nullopt when another holds it still.  Throws Error{storage}.
    static std::optional<FileLock> take(const std::filesystem::path&, int timeout_ms);
    /// Writes this process's number into the file, for holder() to read.
    void sign();
    /// Returns the process that signed the lock; nullopt when nobody did.  Whether it still runs, only take() tells.
    static std::optional<long> holder(const std::filesystem::path&);
    /// Held with others that share it; waits for one that holds it alone, as above.
    static std::optional<FileLock> share(const std::filesystem::path&, int timeout_ms);
    /// Whether nobody else holds or shares it; if so it is held alone from here on.  Of one that was shared and is not
    /// had alone, nothing is held any more.
    bool alone();
    ~FileLock();
    FileLock(FileLock&&) noexcept;
    FileLock& operator=(FileLock&&) noexcept;

private:
    explicit FileLock(int fd) : fd_(fd) {}
    static std::optional<FileLock> had(const std::filesystem::path&, int how, int timeout_ms);
    int fd_ = -1;
};

}  // namespace tangible

// A lock on a file of the data folder.  The kernel releases it when its holder closes the file or dies, so a crash
// never leaves a lock behind.  It works between processes and between threads: each FileLock opens the file anew.
//
//     const auto lock = FileLock::take(data_dir / "mailer.lock", 0);
//     if (!lock) return;  // another process is sending
#pragma once
#include <filesystem>
#include <optional>
#include <string>

namespace tangible {

/// A lock that is held until the value is destroyed.
class FileLock {
public:
    /// Takes the lock for this holder alone, waiting up to `timeout_ms`; 0 tries once.  Creates the file when it does
    /// not exist.  Returns nullopt when another still holds or shares the lock.  Throws Error{storage}.
    static std::optional<FileLock> take(const std::filesystem::path&, int timeout_ms);
    /// Writes this process's id into the file, for holder() to read.
    void sign();
    /// Returns the process id that was last written by sign(); nullopt when there is none.  The process may have ended
    /// since: only take() finds out whether the lock is free.
    static std::optional<long> holder(const std::filesystem::path&);
    /// Takes the lock together with any number of others that share it.  Waits for, and gives up on, a holder that has
    /// it alone, as take() does.
    static std::optional<FileLock> share(const std::filesystem::path&, int timeout_ms);
    /// Tries, without waiting, to turn a shared lock into one that is held alone; returns whether it could.  When it
    /// returns false, the shared lock is gone, too (flock(2) converts a lock by releasing it first).
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

// Waits until something happens in a folder, a signal asks the program to end, or the time is up.
//
// Where the system cannot watch a folder (a network disk, too many watches), only the time ends the wait; so a caller
// must look into its folders each time, whatever the reason.
//
//     Wakeup wakeup(folders);
//     do look(); while (wakeup.wait(5000));
#pragma once
#include <filesystem>
#include <vector>

namespace tangible::ingest {

/// A watch on some folders, closed by the destructor.
class Wakeup {
public:
    /// Starts watching.  Also blocks SIGINT and SIGTERM for this thread, for good: from now on they end wait() instead
    /// of the program.
    explicit Wakeup(const std::vector<std::filesystem::path>& folders);
    ~Wakeup();
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;
    /// Waits at most `timeout_ms`.  Returns false when a signal asked the program to end.
    bool wait(int timeout_ms);

private:
    int events_ = -1, signals_ = -1;
};

}  // namespace tangible::ingest

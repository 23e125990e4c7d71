// Sleeps until something happens in one of some folders, a signal asks for the end, or the time is up.  Where the
// system cannot watch a folder (a network disk, too many watches) only the time is left, so that a caller looks anyway.
#pragma once
#include <filesystem>
#include <vector>

namespace tangible::ingest {

class Wakeup {
public:
    /// Blocks SIGINT and SIGTERM for this thread from now on: they end wait().
    explicit Wakeup(const std::vector<std::filesystem::path>& folders);
    ~Wakeup();
    Wakeup(const Wakeup&) = delete;
    Wakeup& operator=(const Wakeup&) = delete;
    /// False when the end was asked for.
    bool wait(int timeout_ms);

private:
    int events_ = -1, signals_ = -1;
};

}  // namespace tangible::ingest

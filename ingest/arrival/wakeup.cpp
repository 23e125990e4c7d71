// Waits with poll() on an inotify descriptor for the folders and a signalfd for the signals. Events in folders only
// wake the caller: their contents are read and thrown away.
#include "ingest/arrival/wakeup.h"
#include <csignal>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace tangible::ingest {

Wakeup::Wakeup(const std::vector<std::filesystem::path>& folders) : events_(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &ends, nullptr);
    signals_ = ::signalfd(-1, &ends, SFD_NONBLOCK | SFD_CLOEXEC);
    for (const auto& folder : folders)
        ::inotify_add_watch(events_, folder.c_str(), IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ATTRIB);
}

Wakeup::~Wakeup() {
    for (const int fd : {events_, signals_})
        if (fd >= 0) ::close(fd);
}

bool Wakeup::wait(int timeout_ms) {
    pollfd both[] = {{signals_, POLLIN, 0}, {events_, POLLIN, 0}};
    ::poll(both, 2, timeout_ms);
    char buffer[4096];
    while (::read(events_, buffer, sizeof buffer) > 0) {
    }
    return !(both[0].revents & POLLIN);
}

}  // namespace tangible::ingest

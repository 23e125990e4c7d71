// Waits with poll() for an inotify descriptor, which reports events in the folders, and a signalfd, which reports
// signals. Events only wake the caller; what they say is read and ignored, since the caller looks at the whole folder
// anyway. Failures are not checked: without a working descriptor, poll() waits for the time, as the header says.
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

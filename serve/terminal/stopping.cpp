// Both signals stay blocked in every thread, so that wait_for_stop() can receive them with sigwait(). It then sets an
// alarm, whose handler ends the process if it is still running.
#include "serve/terminal/stopping.h"
#include <csignal>
#include <pthread.h>
#include <string_view>
#include <unistd.h>

namespace tangible::serve {
namespace {

constexpr unsigned clean_end_s = 8;  // service managers kill after ten seconds or more

sigset_t stop_signals() {
    sigset_t all;
    sigemptyset(&all);
    sigaddset(&all, SIGINT);
    sigaddset(&all, SIGTERM);
    return all;
}

// A signal handler: it may interrupt any code, so it calls nothing that allocates or locks.
extern "C" void end_at_once(int) {
    constexpr std::string_view said =
        "{\"level\": \"note\", \"what\": \"ended before the work was done; the next start does that work again\"}\n";
    if (::write(STDERR_FILENO, said.data(), said.size()) < 0) _exit(0);
    _exit(0);
}

}  // namespace

void block_stop_signals() {
    const auto signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

void wait_for_stop() {
    const auto signals = stop_signals();
    int which = 0;
    sigwait(&signals, &which);
    std::signal(SIGALRM, end_at_once);
    alarm(clean_end_s);
}

}  // namespace tangible::serve

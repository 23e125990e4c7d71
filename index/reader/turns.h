// Limits how many long questions run at once, so that quick ones never wait for them. A few more may wait; anyone who
// comes after that is asked to try again. Long questions can thus never occupy all threads that answer.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace tangible::index {

/// A counting semaphore with a limited queue and a limited wait. Any thread.
class Turns {
public:
    /// Lets `at_once` callers in, and `may_wait` more wait for at most `patience`.
    Turns(std::size_t at_once, std::size_t may_wait, std::chrono::milliseconds patience)
        : at_once_(at_once), may_wait_(may_wait), patience_(patience) {}
    /// Returns when it is the caller's turn; each return must be followed by one leave(). Throws Error{temporary} when
    /// too many wait already, or the turn does not come in time.
    void enter();
    /// Gives the turn to one of those who wait.
    void leave();

private:
    const std::size_t at_once_, may_wait_;
    const std::chrono::milliseconds patience_;
    std::mutex mutex_;
    std::condition_variable left_;
    std::size_t inside_ = 0, waiting_ = 0;
};

/// Returns the turns of this process: half of its processors (at least one) work on long questions, twice as many
/// questions as there are processors may wait, for at most ten seconds.
Turns& turns();

}  // namespace tangible::index

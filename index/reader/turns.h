// Turns of questions that take long.  A quick question never waits for one: only so many long ones are worked on at a
// time, a few more wait, and whoever comes then is asked to come again.  So they never hold all of what answers.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace tangible::index {

/// Any thread.
class Turns {
public:
    Turns(std::size_t at_once, std::size_t may_wait, std::chrono::milliseconds patience)
        : at_once_(at_once), may_wait_(may_wait), patience_(patience) {}
    /// Returns when it is the caller's turn.  Throws Error{temporary} when too many wait, or when its turn does not
    /// come in time.
    void enter();
    void leave();

private:
    const std::size_t at_once_, may_wait_;
    const std::chrono::milliseconds patience_;
    std::mutex mutex_;
    std::condition_variable left_;
    std::size_t inside_ = 0, waiting_ = 0;
};

/// Those of this process: long questions may have half of the processors, and as many as twice the processors wait.
Turns& turns();

}  // namespace tangible::index

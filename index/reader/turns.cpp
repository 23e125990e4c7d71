// A mutex and a condition variable make a counting semaphore whose queue and waiting time are both limited.
#include "index/reader/turns.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <unistd.h>

namespace tangible::index {
namespace {

[[noreturn]] void come_again() {
    throw Error(ErrorKind::temporary, "too many wide searches at once",
                "The server is answering several long searches. Please try again in a few seconds, or search for "
                "rarer words.");
}

}  // namespace

void Turns::enter() {
    std::unique_lock lock(mutex_);
    // Someone who comes just as a turn is given back may take it before one who waits. That is fair enough: waiting is
    // short, and bounded.
    if (inside_ < at_once_) return void(++inside_);
    if (waiting_ >= may_wait_) come_again();
    ++waiting_;
    const bool mine = left_.wait_for(lock, patience_, [&] { return inside_ < at_once_; });
    --waiting_;
    if (!mine) come_again();
    ++inside_;
}

void Turns::leave() {
    {
        // In a block of its own, since the waiter that is woken needs the mutex.
        const std::lock_guard lock(mutex_);
        --inside_;
    }
    left_.notify_one();
}

Turns& turns() {
    // The processors of the machine; static, so that all threads share the same turns.
    static const auto processors = static_cast<std::size_t>(std::max(1L, ::sysconf(_SC_NPROCESSORS_ONLN)));
    static Turns all(std::max<std::size_t>(1, processors / 2), 2 * processors, std::chrono::seconds(10));
    return all;
}

}  // namespace tangible::index

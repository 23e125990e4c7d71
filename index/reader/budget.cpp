// Measures time with the processor clock of the thread, so that a question is not charged while it waits for a turn or
// for the disk. A question that has used more than `quick_ms` takes a turn.
#include "index/reader/budget.h"
#include "index/reader/turns.h"
#include "schemas/ground/error.h"
#include <ctime>

namespace tangible::index {
namespace {

// Nearly all questions take less than this. The longest may take eighteen times as much (Reader::usual_limit_ms).
constexpr std::int64_t quick_ms = 50;

}  // namespace

std::int64_t Budget::now_ms() {
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return used.tv_sec * std::int64_t{1000} + used.tv_nsec / 1'000'000;
}

void Budget::begin(std::int64_t limit_ms) {
    end();
    limit_ms_ = limit_ms;
    end_ms_ = now_ms() + limit_ms;
    steps_ = 0;
}

void Budget::end() {
    if (has_turn_) turns().leave();
    has_turn_ = false;
}

void Budget::take_turn() {
    // A question takes one turn, however often it asks.
    if (has_turn_) return;
    turns().enter();
    has_turn_ = true;
}

void Budget::look() {
    steps_ = 0;
    const auto left_ms = end_ms_ - now_ms();
    // The turn comes first: while it waits, the thread's clock stands still, and what it needs is not less for it.
    if (limit_ms_ - left_ms > quick_ms) take_turn();
    if (left_ms > 0) return;
    throw Error(ErrorKind::usage, "This search is too wide", "Please search for fewer words, or for rarer words.");
}

bool Budget::low() const { return now_ms() + limit_ms_ / 2 > end_ms_; }

}  // namespace tangible::index

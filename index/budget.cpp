#include "index/budget.h"
#include "schemas/error.h"
#include <ctime>

namespace tangible::index {

std::int64_t Budget::now_ms() {
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return used.tv_sec * std::int64_t{1000} + used.tv_nsec / 1'000'000;
}

void Budget::begin(std::int64_t limit_ms) {
    limit_ms_ = limit_ms;
    end_ms_ = now_ms() + limit_ms;
    steps_ = 0;
}

void Budget::look() {
    steps_ = 0;
    if (now_ms() < end_ms_) return;
    throw Error(ErrorKind::usage, "This search is too wide", "Please look for fewer words, or for rarer ones.");
}

bool Budget::low() const { return now_ms() + limit_ms_ / 2 > end_ms_; }

}  // namespace tangible::index

// The processor time of this process as a clock, for tests that limit how long something may take: it says the same
// however busy the machine is.  What other processes do meanwhile, or waiting, costs none.
#pragma once
#include <chrono>
#include <ctime>

namespace tangible {

struct ProcessorTime {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<ProcessorTime>;
    static constexpr bool is_steady = true;
    static time_point now() {
        timespec t{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
        return time_point(std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec));
    }
};

}  // namespace tangible

// How often something may be done from one address: a token bucket each, in memory, on a clock
// that cannot be set back.
#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace tangible::serve {

class RateLimit {
public:
    RateLimit(int per_hour, int burst) : per_hour_(per_hour), burst_(burst) {}
    /// True when it may be done now, and counts it.
    bool take(const std::string& who);

private:
    using Clock = std::chrono::steady_clock;
    struct Bucket {
        double tokens;
        Clock::time_point at;
    };
    int per_hour_, burst_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace tangible::serve

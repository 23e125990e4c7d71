// How often something may be done: a token bucket for each address, form or name, in memory, on a clock that cannot be
// set back.  A bucket fills again by itself, so that nobody is kept out for good.
#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace tangible::serve {

class RateLimit {
public:
    using Clock = std::chrono::steady_clock;

    RateLimit(int per_hour, int burst) : per_hour_(per_hour), burst_(burst) {}
    /// Counts it and returns zero when it may be done now; else returns how long to wait.
    std::chrono::seconds take(const std::string& who, Clock::time_point now = Clock::now());
    /// Takes back what take() counted.
    void give_back(const std::string& who);

private:
    struct Bucket {
        double tokens;
        Clock::time_point at;
    };
    double filled(const Bucket&, Clock::time_point now) const;
    void make_room(Clock::time_point now);

    int per_hour_, burst_;
    std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

/// What is limited, and by what it is counted.  An address is a client_block().
struct Limits {
    explicit Limits(int stories_per_hour) : stories(stories_per_hour, stories_per_hour) {}

    RateLimit stories;                ///< by address: a whole workshop may share one
    RateLimit forms{10, 10};          ///< stories by the token of their form
    RateLimit subscriptions{20, 10};  ///< by address
    RateLimit passwords{120, 30};     ///< wrong ones, by address
    RateLimit names{20, 5};           ///< wrong ones, by address and name, or by a device that signed in before
};

}  // namespace tangible::serve

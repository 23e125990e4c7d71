// Limits how often something may be done, by a token bucket for each address, form or name. A bucket fills again by
// itself, so nobody is locked out for good. Buckets are kept in memory: a restart fills them all.
//
//     RateLimit stories(300, 300);
//     if (const auto wait = stories.take(client_block(call.client)); wait.count() > 0)
//         return retry_after(wait, plain(429, "Too many stories came from your address.\n"));
#pragma once
#include <chrono>
#include <mutex>
#include <string>
#include <unordered_map>

namespace tangible::serve {

/// One limit, with a bucket for each key. Any thread.
class RateLimit {
public:
    using Clock = std::chrono::steady_clock;  ///< not the system's clock, which somebody may set back

    /// `burst` is the size of a bucket: how often something may be done at once. `per_hour` is how fast it fills.
    RateLimit(int per_hour, int burst) : per_hour_(per_hour), burst_(burst) {}
    /// Takes a token of `who` and returns zero if there is one; otherwise returns how long to wait for the next.
    std::chrono::seconds take(const std::string& who, Clock::time_point now = Clock::now());
    /// Gives back the token that take() took, for a success that should not count.
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

/// The limits of a server, and what each is counted by. An address is a client_block().
struct Limits {
    explicit Limits(int stories_per_hour)
        : stories(stories_per_hour, stories_per_hour), drafts(stories_per_hour, stories_per_hour) {}

    RateLimit stories;                ///< stories by address: a whole workshop may share one
    RateLimit drafts;                 ///< stories that are begun, by address
    RateLimit forms{10, 10};          ///< stories by the token of the form they were typed into
    RateLimit subscriptions{20, 10};  ///< requests for mails, by address
    RateLimit complaints{20, 20};     ///< complaints by address
    RateLimit passwords{120, 30};     ///< wrong passwords by address, whatever the name
    RateLimit names{20, 5};  ///< wrong passwords by address and name, or by name and a device that signed in before
};

}  // namespace tangible::serve

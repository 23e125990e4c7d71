// Threads that carry out jobs for clients in fair turns: next comes a job of the client that has used the least worker
// time lately, and one client gets at most half of the workers. So a client that sends many slow requests delays
// itself, not the others.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace tangible::serve {

/// A pool of threads. Any thread may add jobs.
class Workers {
public:
    /// Starts `count` threads.
    explicit Workers(std::size_t count);
    /// Waits for jobs that have begun, and drops those that have not.
    ~Workers();
    /// Queues a job, which is called with the number of its worker (from 0) and must not throw. The limit of half the
    /// workers does not apply to the client "".
    void add(std::string client, std::function<void(std::size_t worker)> job);

private:
    using Clock = std::chrono::steady_clock;
    struct Job {
        std::string client;
        std::function<void(std::size_t)> run;
    };
    void work(std::size_t worker);
    std::deque<Job>::iterator next();
    double used(const std::string& client) const;
    void note_use(const std::string& client, std::chrono::duration<double>);

    const std::size_t share_;  ///< most workers of one client
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;                     ///< in order of arrival
    std::map<std::string, std::size_t> running_;  ///< jobs in progress by client
    std::map<std::string, double> used_;          ///< seconds of worker time by client; halved every second
    Clock::time_point forgotten_ = Clock::now();  ///< when `used_` was last halved
    bool stopping_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace tangible::serve

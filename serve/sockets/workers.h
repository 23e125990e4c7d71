// Threads that carry out jobs for clients, whose turns are fair: the next is the job of whoever has used least of the
// workers' time lately, and one client has at most half of them.
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

class Workers {
public:
    explicit Workers(std::size_t count);
    /// Waits for jobs that have begun; what waits is dropped.
    ~Workers();
    /// `job` is called with the number of its worker, and throws nothing.  With "" for a client there is no limit.
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

    const std::size_t share_;  ///< of one client
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;
    std::map<std::string, std::size_t> running_;  ///< by client
    std::map<std::string, double> used_;          ///< seconds by client, of which half is forgotten each second
    Clock::time_point forgotten_ = Clock::now();
    bool stopping_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace tangible::serve

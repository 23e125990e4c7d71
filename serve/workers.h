// Threads that carry out jobs for clients, whose turns are fair: one client has at most half of them while others wait.
#pragma once
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
    struct Job {
        std::string client;
        std::function<void(std::size_t)> run;
    };
    void work(std::size_t worker);
    std::deque<Job>::iterator next();

    const std::size_t share_;  ///< of one client
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> waiting_;
    std::map<std::string, std::size_t> running_;  ///< by client
    bool stopping_ = false;
    std::vector<std::jthread> threads_;
};

}  // namespace tangible::serve

#include "serve/workers.h"
#include <algorithm>
#include <utility>

namespace tangible::serve {

Workers::Workers(std::size_t count) : share_(std::max<std::size_t>(count / 2, 1)) {
    for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this, i] { work(i); });
}

Workers::~Workers() {
    {
        std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
}

void Workers::add(std::string client, std::function<void(std::size_t)> job) {
    {
        std::lock_guard lock(mutex_);
        waiting_.push_back({std::move(client), std::move(job)});
    }
    changed_.notify_one();
}

std::deque<Workers::Job>::iterator Workers::next() {
    return std::ranges::find_if(waiting_, [&](const Job& job) {
        const auto running = running_.find(job.client);
        return job.client.empty() || running == running_.end() || running->second < share_;
    });
}

void Workers::work(std::size_t worker) {
    std::unique_lock lock(mutex_);
    while (true) {
        auto found = waiting_.end();
        changed_.wait(lock, [&] { return stopping_ || (found = next()) != waiting_.end(); });
        if (stopping_) return;
        const Job job = std::move(*found);
        waiting_.erase(found);
        ++running_[job.client];
        lock.unlock();
        job.run(worker);
        lock.lock();
        if (--running_[job.client] == 0) running_.erase(job.client);
        changed_.notify_one();  // one of the same client may have waited for this
    }
}

}  // namespace tangible::serve

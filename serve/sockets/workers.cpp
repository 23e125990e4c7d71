// A free worker looks through all waiting jobs and takes the one whose client has used the least time, passing over
// clients that already occupy their share of the workers. Of two jobs of equal clients the older one is first. The time
// used is halved every second, so what a client did some seconds ago no longer counts. Choosing is O(waiting jobs),
// which the server's limit on connections bounds.
#include "serve/sockets/workers.h"
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

double Workers::used(const std::string& client) const {
    const auto found = used_.find(client);
    return found == used_.end() ? 0 : found->second;
}

void Workers::note_use(const std::string& client, std::chrono::duration<double> time) {
    constexpr std::chrono::seconds half_life{1};  // a client that pauses for a few seconds starts afresh
    // Halves once for each second that has passed. Entries below a millisecond go, so the map stays small.
    for (; Clock::now() - forgotten_ >= half_life && !used_.empty(); forgotten_ += half_life) {
        for (auto& [_, seconds] : used_) seconds /= 2;
        std::erase_if(used_, [](const auto& of) { return of.second < 0.001; });
    }
    if (used_.empty()) forgotten_ = Clock::now();
    used_[client] += time.count();
}

std::deque<Workers::Job>::iterator Workers::next() {
    auto best = waiting_.end();
    for (auto job = waiting_.begin(); job != waiting_.end(); ++job) {
        const auto running = running_.find(job->client);
        if (!job->client.empty() && running != running_.end() && running->second >= share_) continue;
        if (best == waiting_.end() || used(job->client) < used(best->client)) best = job;
    }
    return best;
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
        const auto began = Clock::now();
        job.run(worker);
        lock.lock();
        note_use(job.client, Clock::now() - began);
        if (--running_[job.client] == 0) running_.erase(job.client);
        changed_.notify_one();  // a job of this client may have waited for its share to become free
    }
}

}  // namespace tangible::serve

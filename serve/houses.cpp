#include "serve/houses.h"
#include <algorithm>
#include <thread>

namespace tangible::serve {
namespace {

// Some more than processors, for requests that wait for the disk.
const std::size_t most_desks = 4 * std::max(1u, std::thread::hardware_concurrency());

}  // namespace

std::unique_ptr<Desk> Desks::borrow() {
    std::unique_lock lock(mutex_);
    back_.wait(lock, [&] { return !free_.empty() || lent_ < most_desks; });
    ++lent_;
    if (free_.empty()) {
        lock.unlock();
        return opened();
    }
    auto desk = std::move(free_.back());
    free_.pop_back();
    return desk;
}

void Desks::bring_back(std::unique_ptr<Desk> desk) {
    {
        std::lock_guard lock(mutex_);
        --lent_;
        if (desk && !closed_) free_.push_back(std::move(desk));
    }
    back_.notify_one();
}

void Desks::close() {
    std::vector<std::unique_ptr<Desk>> free;
    std::lock_guard lock(mutex_);
    closed_ = true;
    free.swap(free_);
}

std::unique_ptr<Desk> Desks::opened() try { return std::make_unique<Desk>(house_); } catch (...) {
    bring_back(nullptr);
    throw;
}

void Houses::One::close() {
    desks.close();
    house.snapshots.forget();
}

Houses::One& Houses::now() {
    std::lock_guard lock(mutex_);
    return *all_.back();
}

void Houses::renew() {
    auto one = std::make_unique<One>(make_);
    one->house.wake = wake_;
    std::lock_guard lock(mutex_);
    if (!all_.empty()) all_.back()->close();
    all_.push_back(std::move(one));
}

}  // namespace tangible::serve

// borrow() waits until a workspace may be lent, counts the loan, then takes a free one or opens a new one outside the
// lock, because opening takes long. renew() builds the new edition first and swaps it in under the lock, so that
// requests never wait for it.
#include "serve/collection/workspaces.h"
#include <algorithm>
#include <thread>

namespace tangible::serve {

// Four for each processor: some of them wait for the disk while others compute.
std::size_t Workspaces::most() {
    static const std::size_t most = 4 * std::max(1u, std::thread::hardware_concurrency());
    return most;
}

Workspaces::Loan Workspaces::borrow() {
    std::unique_lock lock(mutex_);
    back_.wait(lock, [&] { return lent_ < most(); });
    ++lent_;
    Loan loan(*this, nullptr);  // from here on its destructor undoes the count, also when opening a workspace throws
    std::unique_ptr<Workspace> work;
    if (!free_.empty()) {
        work = std::move(free_.back());  // the last one to come back: its caches are the freshest
        free_.pop_back();
    }
    lock.unlock();
    loan.work_ = work ? std::move(work) : std::make_unique<Workspace>(collection_);
    return loan;
}

void Workspaces::take_back(std::unique_ptr<Workspace> work) {
    {
        std::lock_guard lock(mutex_);
        --lent_;
        if (work && !work->broken) free_.push_back(std::move(work));
    }
    back_.notify_one();
}

std::shared_ptr<CurrentCollection::One> CurrentCollection::now() {
    std::lock_guard lock(mutex_);
    return now_;
}

void CurrentCollection::renew() {
    auto one = std::make_shared<One>(make_, made_++);
    one->collection.wake = wake_;
    std::lock_guard lock(mutex_);
    now_.swap(one);  // `one` now holds the previous edition, and may free it after the lock is released
}

}  // namespace tangible::serve

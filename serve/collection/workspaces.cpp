// borrow() waits until a workspace may be lent, counts the loan, then takes a free one or opens a new one outside the
// lock. renew() builds the new edition first and swaps it in under the lock.
#include "serve/collection/workspaces.h"
#include <algorithm>
#include <thread>

namespace tangible::serve {

std::size_t Workspaces::most() {
    static const std::size_t most = 4 * std::max(1u, std::thread::hardware_concurrency());
    return most;
}

Workspaces::Loan Workspaces::borrow() {
    std::unique_lock lock(mutex_);
    back_.wait(lock, [&] { return lent_ < most(); });
    ++lent_;
    Loan loan(*this, nullptr);  // from here on what was counted is given back, whatever opening one throws
    std::unique_ptr<Workspace> work;
    if (!free_.empty()) {
        work = std::move(free_.back());
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
    now_.swap(one);  // the one before is let go after the lock
}

}  // namespace tangible::serve

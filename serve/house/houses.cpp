// borrow() waits until a desk may be lent, counts the loan, then takes a free desk or opens a new one outside the lock.
// renew() builds the new house first and swaps it in under the lock.
#include "serve/house/houses.h"
#include <algorithm>
#include <thread>

namespace tangible::serve {

std::size_t Desks::most() {
    static const std::size_t most = 4 * std::max(1u, std::thread::hardware_concurrency());
    return most;
}

Desks::Loan Desks::borrow() {
    std::unique_lock lock(mutex_);
    back_.wait(lock, [&] { return lent_ < most(); });
    ++lent_;
    Loan loan(*this, nullptr);  // from here on what was counted is given back, whatever opening a desk throws
    std::unique_ptr<Desk> desk;
    if (!free_.empty()) {
        desk = std::move(free_.back());
        free_.pop_back();
    }
    lock.unlock();
    loan.desk_ = desk ? std::move(desk) : std::make_unique<Desk>(house_);
    return loan;
}

void Desks::take_back(std::unique_ptr<Desk> desk) {
    {
        std::lock_guard lock(mutex_);
        --lent_;
        if (desk && !desk->broken) free_.push_back(std::move(desk));
    }
    back_.notify_one();
}

std::shared_ptr<Houses::One> Houses::now() {
    std::lock_guard lock(mutex_);
    return now_;
}

void Houses::renew() {
    auto one = std::make_shared<One>(make_, made_++);
    one->house.wake = wake_;
    std::lock_guard lock(mutex_);
    now_.swap(one);  // the one before is let go after the lock
}

}  // namespace tangible::serve

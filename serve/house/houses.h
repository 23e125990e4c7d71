// What answers requests: the house as it is now, and its desks, which requests borrow.
#pragma once
#include "serve/house/house.h"
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tangible::serve {

/// Desks are dear to open (a database, an index) and to keep (what the index says of all stories), so that a request
/// borrows one, and waits for one when there are enough of them for the processors.  Any thread.
class Desks {
public:
    explicit Desks(House& house) : house_(house) {}

    /// A desk on loan.  It goes back at the end of its scope, however that is reached; a broken one is thrown away.
    class Loan {
    public:
        Loan(Desks& lender, std::unique_ptr<Desk> desk) : lender_(&lender), desk_(std::move(desk)) {}
        Loan(Loan&& o) noexcept : lender_(std::exchange(o.lender_, nullptr)), desk_(std::move(o.desk_)) {}
        Loan& operator=(Loan&&) = delete;
        ~Loan() {
            if (lender_) lender_->take_back(std::move(desk_));
        }
        Desk& operator*() const { return *desk_; }

    private:
        friend Desks;
        Desks* lender_;
        std::unique_ptr<Desk> desk_;
    };
    /// Throws what opening a desk throws; the next request may try again.
    Loan borrow();
    /// How many can be lent at once: some more than processors, for requests that wait for the disk.
    static std::size_t most();

private:
    void take_back(std::unique_ptr<Desk>);

    House& house_;
    std::mutex mutex_;
    std::condition_variable back_;
    std::vector<std::unique_ptr<Desk>> free_;
    std::size_t lent_ = 0;
};

/// The house as its settings, codebook and form are now.
using MakeHouse = std::function<House()>;

/// The house as it is now, with its desks.  A new codebook makes another one; an earlier one is freed when the last
/// request in it has ended, which is why its pointers are shared.  Any thread.
class Houses {
public:
    struct One {
        One(const MakeHouse& make, int n) : number(n), house(make()), desks(house) {}
        const int number;  ///< no other of this server has it
        House house;
        Desks desks;
    };
    Houses(MakeHouse make, void (*wake)()) : make_(std::move(make)), wake_(wake) { renew(); }
    std::shared_ptr<One> now();
    /// What it throws leaves the house as it was.  One thread at a time.
    void renew();

private:
    MakeHouse make_;
    void (*wake_)();
    std::mutex mutex_;
    std::shared_ptr<One> now_;
    int made_ = 0;
};

}  // namespace tangible::serve

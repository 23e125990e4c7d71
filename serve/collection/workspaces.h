// What answers requests: the house as it is now, and its desks, which requests borrow.
#pragma once
#include "serve/collection/collection.h"
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tangible::serve {

/// Workspaces are dear to open (a database, an index) and to keep (what the index says of all stories), so that a
/// request borrows one, and waits for one when there are enough of them for the processors.  Any thread.
class Workspaces {
public:
    explicit Workspaces(Collection& collection) : collection_(collection) {}

    /// A desk on loan.  It goes back at the end of its scope, however that is reached; a broken one is thrown away.
    class Loan {
    public:
        Loan(Workspaces& lender, std::unique_ptr<Workspace> work) : lender_(&lender), work_(std::move(work)) {}
        Loan(Loan&& o) noexcept : lender_(std::exchange(o.lender_, nullptr)), work_(std::move(o.work_)) {}
        Loan& operator=(Loan&&) = delete;
        ~Loan() {
            if (lender_) lender_->take_back(std::move(work_));
        }
        Workspace& operator*() const { return *work_; }

    private:
        friend Workspaces;
        Workspaces* lender_;
        std::unique_ptr<Workspace> work_;
    };
    /// Throws what opening a desk throws; the next request may try again.
    Loan borrow();
    /// How many can be lent at once: some more than processors, for requests that wait for the disk.
    static std::size_t most();

private:
    void take_back(std::unique_ptr<Workspace>);

    Collection& collection_;
    std::mutex mutex_;
    std::condition_variable back_;
    std::vector<std::unique_ptr<Workspace>> free_;
    std::size_t lent_ = 0;
};

/// The house as its settings, codebook and form are now.
using MakeCollection = std::function<Collection()>;

/// The house as it is now, with its desks.  A new codebook makes another one; an earlier one is freed when the last
/// request in it has ended, which is why its pointers are shared.  Any thread.
class CurrentCollection {
public:
    struct One {
        One(const MakeCollection& make, int n) : number(n), collection(make()), workspaces(collection) {}
        const int number;  ///< no other of this server has it
        Collection collection;
        Workspaces workspaces;
    };
    CurrentCollection(MakeCollection make, void (*wake)()) : make_(std::move(make)), wake_(wake) { renew(); }
    std::shared_ptr<One> now();
    /// What it throws leaves the house as it was.  One thread at a time.
    void renew();

private:
    MakeCollection make_;
    void (*wake_)();
    std::mutex mutex_;
    std::shared_ptr<One> now_;
    int made_ = 0;
};

}  // namespace tangible::serve

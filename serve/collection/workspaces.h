// What answers requests: the collection as it is set up now, and the workspaces that requests borrow.
//
//     auto edition = current.now();                   // the settings and the codebook in force
//     auto workspace = edition->workspaces.borrow();  // waits for a free one
//     return dispatch(call, *workspace);              // it goes back at the end of the scope
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

/// A pool of workspaces.  One is expensive to open (a database, an index) and to keep (columns of all stories), so a
/// request borrows one, and waits when as many are lent as the processors can use.  Any thread.
class Workspaces {
public:
    explicit Workspaces(Collection& collection) : collection_(collection) {}

    /// A workspace on loan.  It goes back at the end of the scope, however that is reached; a broken one is destroyed.
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
    /// Waits until a workspace is free or may be opened.  Throws what opening one throws; the next call may try again.
    Loan borrow();
    /// Returns how many can be lent at once: a few more than there are processors, since some requests wait for the
    /// disk.
    static std::size_t most();

private:
    void take_back(std::unique_ptr<Workspace>);

    Collection& collection_;
    std::mutex mutex_;
    std::condition_variable back_;
    std::vector<std::unique_ptr<Workspace>> free_;
    std::size_t lent_ = 0;
};

/// Reads the settings, the codebook and the form as they are now.
using MakeCollection = std::function<Collection()>;

/// The collection as it is set up now, with its workspaces.  A new codebook makes a new edition; an earlier one is
/// freed when its last request has ended, which is why pointers to it are shared.  Any thread.
class CurrentCollection {
public:
    /// One edition, and the workspaces that belong to it.
    struct One {
        One(const MakeCollection& make, int n) : number(n), collection(make()), workspaces(collection) {}
        const int number;  ///< counts the editions of this process from 0; tells two of them apart
        Collection collection;
        Workspaces workspaces;
    };
    /// Makes the first edition; throws what `make` throws. `wake` becomes Collection::wake of every edition.
    CurrentCollection(MakeCollection make, void (*wake)()) : make_(std::move(make)), wake_(wake) { renew(); }
    /// Returns the edition that is in force. Keep the pointer for one request or one round of work, not longer.
    std::shared_ptr<One> now();
    /// Reads the settings again and puts a new edition in force.  If it throws, the present one stays.  One thread at a
    /// time.
    void renew();

private:
    MakeCollection make_;
    void (*wake_)();
    std::mutex mutex_;
    std::shared_ptr<One> now_;
    int made_ = 0;
};

}  // namespace tangible::serve

// What answers requests: the house as it is now, and its desks, which requests borrow.
#pragma once
#include "serve/routes.h"
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace tangible::serve {

/// Desks are dear to open (a database, an index) and to keep (what the index says of all stories), so that a request
/// borrows one and brings it back, and waits for one when there are enough of them for the processors.  Any thread.
class Desks {
public:
    explicit Desks(House& house) : house_(house) {}
    std::unique_ptr<Desk> borrow();
    /// Nothing is brought back of one that broke.
    void bring_back(std::unique_ptr<Desk>);
    /// From here on none is kept; what is lent is still lent.
    void close();

private:
    std::unique_ptr<Desk> opened();

    House& house_;
    std::mutex mutex_;
    std::condition_variable back_;
    std::vector<std::unique_ptr<Desk>> free_;
    std::size_t lent_ = 0;
    bool closed_ = false;
};

/// The house as its settings, codebook and form are now.
using MakeHouse = std::function<House()>;

/// The house as it is now, with its desks.  A new codebook makes another one; who is in an earlier one ends there, so
/// that they all stay for as long as the server.  Any thread.
class Houses {
public:
    struct One {
        explicit One(const MakeHouse& make) : house(make()), desks(house) {}
        /// What is large goes; what requests may still be at stays.
        void close();
        House house;
        Desks desks;
    };
    Houses(MakeHouse make, void (*wake)()) : make_(std::move(make)), wake_(wake) { renew(); }
    One& now();
    /// What it throws leaves the house as it was.
    void renew();

private:
    MakeHouse make_;
    void (*wake_)();
    std::mutex mutex_;
    std::vector<std::unique_ptr<One>> all_;
};

}  // namespace tangible::serve

// What a server does beside answering requests. One thread follows the store (reads small arrivals, updates the index,
// loads a new codebook), two threads read what may take long, one sends mails, and one learns from people's decisions.
#pragma once
#include "ingest/confined/confine.h"
#include "ingest/reading/reading_pool.h"
#include "serve/collection/workspaces.h"
#include <memory>

namespace tangible::serve {

/// The background tasks of one server, for as long as this object lives. At most one per process, because
/// wake_follower() wakes only one.
class Background {
public:
    /// Starts all threads. Both arguments must outlive this object.
    Background(CurrentCollection&, ingest::ReadingPool&);
    /// Asks the threads to stop, and waits until each has finished what it was doing.
    ~Background();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Tells the follower that the store has changed, so that a story is findable at once and not after half a second. Any
/// thread.
void wake_follower();

}  // namespace tangible::serve

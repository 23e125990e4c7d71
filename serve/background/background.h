// What goes on beside answering: one thread follows the store (reads what arrived, brings the index along, takes a new
// codebook), two read what may take long, one sends mails, and one learns from what people decided.
#pragma once
#include "ingest/confined/confine.h"
#include "ingest/reading/reading_pool.h"
#include "serve/collection/workspaces.h"
#include <memory>

namespace tangible::serve {

class Background {
public:
    /// Begins at once.
    Background(CurrentCollection&, ingest::ReadingPool&);
    /// Waits until each has ended what it was at.
    ~Background();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Tells that the store has changed.
void wake_follower();

}  // namespace tangible::serve

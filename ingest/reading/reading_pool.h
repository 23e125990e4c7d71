// Reads submissions in confined child processes (confine.h), which are kept warm between submissions.
#pragma once
#include "ingest/confined/confine.h"
#include "ingest/reading/excerpt.h"
#include "ingest/reading/read.h"
#include <chrono>
#include <memory>
#include <string_view>

namespace tangible::ingest {

/// Loads what the readers' libraries load late (charset tables, fonts). A confined child can open no file, so without
/// this it would silently read less. ReadingPool calls it by itself; call it yourself before confined().
void warm_up();

/// A pool of confined readers. Any thread may call it; each call occupies one child, and waits while all are busy.
/// Construct it before the first thread is started, because it forks.
///
///     ReadingPool pool(2);
///     Reading reading = pool.read(submission);
class ReadingPool {
public:
    explicit ReadingPool(int children, const Limits& = {});
    ~ReadingPool();
    /// As ingest::read(), in a child, within `most` and the limits of the pool, whichever is shorter. If the child dies
    /// or runs out of time, returns a Rejection ("crashed", "too_slow", "too_big"); other children are not affected.
    /// Throws Error{temporary} when the process that forks the children is gone.
    Reading read(const Submission&, std::string_view transcript = {},
                 std::chrono::milliseconds most = std::chrono::milliseconds::max());
    /// As ingest::excerpt(), in a child. Falls back on a raw excerpt when reading kills the child, and on an empty one
    /// when that does too.
    Excerpt excerpt(const Submission&);
    int children() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::ingest

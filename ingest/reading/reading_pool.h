// Readers of outsiders' bytes, confined (confine.h) and kept warm.
#pragma once
#include "ingest/confined/confine.h"
#include "ingest/reading/excerpt.h"
#include "ingest/reading/read.h"
#include <chrono>
#include <memory>
#include <string_view>

namespace tangible::ingest {

/// Loads what the readers' libraries load late (charset tables, fonts): a confined child can open no file, and would
/// read less without a word of it.  ReadingPool does so by itself; before confined() readers it is the caller's to do.
void warm_up();

/// Readers kept warm in a process of their own; any thread may ask, each call gets one child.
class ReadingPool {
public:
    explicit ReadingPool(int children, const Limits& = {});  ///< call before the first thread is started
    ~ReadingPool();
    /// As read(), in a child, which has `most` when that is less than the limits allow.  A fault of the child is a
    /// Rejection and costs only that child.
    Reading read(const Submission&, std::string_view transcript = {},
                 std::chrono::milliseconds most = std::chrono::milliseconds::max());
    /// As excerpt() of excerpt.h, in a child; without words when even that kills the child.
    Excerpt excerpt(const Submission&);
    int children() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::ingest

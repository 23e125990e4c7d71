// Runs a reader of outsiders' bytes in a child process that can do nothing but read its bytes
// and answer: no network, no files, no new programs (seccomp), 1 GiB of memory, 20 s of processor, 30 s
// of time.  The parent holds neither the child's faults nor its memory.
// Children are forked before threads and stores exist, by a small keeper process, and kept warm.
#pragma once
#include "ingest/reading/excerpt.h"
#include "ingest/reading/read.h"
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tangible::ingest {

struct Limits {
    std::size_t memory_bytes = std::size_t{1} << 30;
    int cpu_s = 20, wall_ms = 30'000;
    std::size_t answer_bytes = std::size_t{64} << 20;
};

/// What a job answered, or why there is no answer.
struct Answer {
    bool ok = false;
    std::string bytes;
    Rejection rejection;  ///< "too_slow", "too_big", "crashed" when not ok
};

/// Loads what the readers' libraries load late (charset tables, fonts): a confined child can open no file, and would
/// read less without a word of it.  ReadingPool does so by itself; before confined() readers it is the caller's to do.
void warm_up();

/// Runs `job` in a fresh confined child on `input`.  Safe to call only while this process has one thread.
Answer confined(const std::function<std::string(std::string_view)>& job, std::string_view input, const Limits& = {});

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

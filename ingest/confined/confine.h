// Runs a reader of outsiders' bytes in a child process that can do nothing but read its bytes
// and answer: no network, no files, no new programs (seccomp), 1 GiB of memory, 20 s of processor, 30 s
// of time.  The parent holds neither the child's faults nor its memory.
// Children are forked before threads and stores exist, by a small keeper process, and kept warm.
#pragma once
#include "schemas/shapes/story.h"
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

/// Runs `job` in a fresh confined child on `input`.  Safe to call only while this process has one thread.
Answer confined(const std::function<std::string(std::string_view)>& job, std::string_view input, const Limits& = {});

}  // namespace tangible::ingest

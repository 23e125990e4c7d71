// Runs a function on outsiders' bytes in a child process that can only compute and answer.
//
// The child has no network, no files and no new programs (seccomp), 1 GiB of memory, 20 s of processor time and 30 s in
// all.  When the function crashes, hangs or takes too much memory, only the child is affected.  confined() starts a
// fresh child for one job; a program with threads uses Pool (pool.h), which keeps children ready.
//
//     const Answer answer = confined(look, bytes);
//     if (!answer.ok) print(answer.rejection.detail);
#pragma once
#include "schemas/shapes/story.h"
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tangible::ingest {

/// The limits of one job.
struct Limits {
    std::size_t memory_bytes = std::size_t{1} << 30;   ///< of address space, the program's own included
    int cpu_s = 20, wall_ms = 30'000;                  ///< seconds of processor time; milliseconds in all
    std::size_t answer_bytes = std::size_t{64} << 20;  ///< largest answer that the parent accepts
};

/// The answer of a job, or why there is none.
struct Answer {
    bool ok = false;
    std::string bytes;    ///< when ok
    Rejection rejection;  ///< when not ok: "too_slow", "too_big" or "crashed", with a sentence for people
};

/// Runs `job` on `input` in a fresh confined child and returns what it returned.
///
/// Call it only while this process has a single thread: the child is a copy of it, in which a lock that another thread
/// held would never be released.  Throws Error{temporary} when no child can be started.
Answer confined(const std::function<std::string(std::string_view)>& job, std::string_view input, const Limits& = {});

}  // namespace tangible::ingest

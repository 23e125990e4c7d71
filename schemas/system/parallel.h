// Divides work into parts that several threads do.  All threads of index/ start here.
//
//     in_parallel(cores(), parts.size(), [&](auto next) {
//         Analyser analyser;  // one for each thread
//         while (const auto part = next()) done[*part] = analysed(analyser, parts[*part]);
//     });
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

namespace tangible {

/// Cuts a span into consecutive spans of `size` elements, the last of which may be shorter.  `size` must not be 0.
template <class T> std::vector<std::span<const T>> cut_up(std::span<const T> all, std::size_t size) {
    std::vector<std::span<const T>> out;
    for (std::size_t at = 0; at < all.size(); at += size)
        out.push_back(all.subspan(at, std::min(size, all.size() - at)));
    return out;
}

/// Returns the number of processors; 1 when the system does not say.
inline std::size_t cores() { return std::max(1u, std::thread::hardware_concurrency()); }

/// Runs `work` on `threads` threads, the calling one included, but on no more threads than there are parts.
///
/// Each thread calls `work(next)` once.  `next()` returns the number of a part that no thread has taken yet, from 0 to
/// `parts` - 1 in order, and then nullopt.  When a thread throws, no further part is handed out; the first error is
/// thrown again after all threads have ended.
template <class Work> void in_parallel(std::size_t threads, std::size_t parts, Work work) {
    std::atomic<std::size_t> given{0};
    std::mutex turn;
    std::exception_ptr error;
    const auto next = [&]() -> std::optional<std::size_t> {
        const auto part = given++;
        return part < parts ? std::optional(part) : std::nullopt;
    };
    const auto run = [&] {
        try {
            work(next);
        } catch (...) {
            given = parts;
            const std::lock_guard hold(turn);
            if (!error) error = std::current_exception();
        }
    };
    {
        // Leaving this block joins the threads.
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < std::min(threads, parts); ++i) others.emplace_back(run);
        run();
    }
    if (error) std::rethrow_exception(error);
}

}  // namespace tangible

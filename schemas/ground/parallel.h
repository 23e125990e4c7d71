// Work cut into parts and done by several threads.  The only place in index/ where threads begin.
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

namespace tangible::index {

/// Runs of at most `size`, in order.
template <class T> std::vector<std::span<const T>> cut_up(std::span<const T> all, std::size_t size) {
    std::vector<std::span<const T>> out;
    for (std::size_t at = 0; at < all.size(); at += size)
        out.push_back(all.subspan(at, std::min(size, all.size() - at)));
    return out;
}

inline std::size_t cores() { return std::max(1u, std::thread::hardware_concurrency()); }

/// Runs `work` on each thread, this one among them, with a function that gives it the number of one part after the
/// other until there are none.  The first error ends all of them and is thrown.
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
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < std::min(threads, parts); ++i) others.emplace_back(run);
        run();
    }
    if (error) std::rethrow_exception(error);
}

}  // namespace tangible::index

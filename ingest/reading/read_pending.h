// Makes stories of what was received, and parks what cannot be read.  Safe to repeat after any crash.
#pragma once
#include "ingest/reading/reading_pool.h"
#include "schemas/store/store.h"
#include <chrono>
#include <filesystem>
#include <functional>

namespace tangible::ingest {

inline constexpr int max_attempts = 3;

struct ReadingCount {
    std::size_t stories = 0, parked = 0;
    bool more = false;  ///< it stopped at its time
};

/// Reads everything pending until `most` is over, and commits what was read many at a time; calls `step` for each
/// submission then.  What takes longer than 4 s at first is tried again after all others, with as much time as the
/// limits allow.  A server reads each pace in a thread of its own.  The slower paces then leave readers free, so that a
/// quick submission finds one at once where the pool has three or more.  A submission of which max_attempts readers
/// died is parked; that this process ended while it read counts for nothing, so that whatever was pending is read by
/// the next one.  Of each pace only one process reads at a time: returns at once, having done nothing, when another
/// does.
ReadingCount read_pending(Store&, ReadingPool&, const std::filesystem::path& data_dir,
                          const std::function<void()>& step = {},
                          std::chrono::milliseconds most = std::chrono::hours(24 * 365), Pace = Pace::any);

}  // namespace tangible::ingest

// Reads what was received: makes stories of it, and parks what cannot be read. Safe to repeat after a crash at any
// point. Call it after each arrival, and at start:
//
//     const ReadingCount done = read_pending(store, pool, data_dir);
//     std::cout << done.stories << " stories, " << done.parked << " parked\n";
#pragma once
#include "ingest/reading/admit.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/store/store.h"
#include <chrono>
#include <filesystem>
#include <functional>

namespace tangible::ingest {

/// How many readers a submission may kill before it is parked. A reader also dies of the machine's load, so one death
/// proves nothing.
inline constexpr int max_attempts = 3;

/// What one call of read_pending() did.
struct ReadingCount {
    std::size_t stories = 0, parked = 0;
    bool more = false;  ///< it stopped because its time was over; submissions may still be pending
};

/// Reads everything pending, until `most` is over, and commits the results many at a time. Calls `step` after the
/// commit, once for each submission that is dealt with.
///
/// Each Pace is a queue of its own, so that a large document does not hold up small ones. First tries get 4 s; what
/// takes longer goes to the end (Pace::again), where it gets all the time that the limits allow. Pace::any works
/// through all three in turn. A server calls this in one thread for each pace; the slow paces then leave readers free,
/// so that a quick submission finds one at once where the pool has three or more.
///
/// Stories are admitted by the `rules`, as admit() says.
///
/// A submission is parked when max_attempts readers died of it. If this process itself ends while it reads, that does
/// not count: the submission stays pending, and the next call reads it. A lock file in `data_dir` admits one process
/// for each pace; while another process holds it, that pace is skipped.
ReadingCount read_pending(Store&, ReadingPool&, const std::filesystem::path& data_dir,
                          const std::function<void()>& step = {},
                          std::chrono::milliseconds most = std::chrono::hours(24 * 365), Pace = Pace::any,
                          const AdmissionRules& rules = {});

}  // namespace tangible::ingest

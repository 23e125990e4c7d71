#include "serve/follow_up.h"
#include "index/catch_up.h"
#include "ingest/receive.h"
#include "schemas/error.h"
#include "serve/progress.h"
#include <chrono>
#include <iostream>
#include <thread>

namespace tangible::serve {

namespace {

/// Another process that reads may have looked for the last time just before our commit: so look again once it has gone.
void read_what_was_left(Store& store, ingest::ReadingPool& pool, const Config& config, ingest::ReadingCount& count) {
    for (int times = 0; times < 2 && !store.pending(1).empty(); ++times) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        const auto more = ingest::read_pending(store, pool, config.data_dir);
        count.stories += more.stories, count.parked += more.parked;
    }
}

}  // namespace

void read_and_follow(Store& store, ingest::ReadingPool& pool, const Config& config, bool talk) {
    ProgressLine reading("Reading");
    std::size_t done = 0, total = store.pending(1'000'000).size();
    auto step = [&] {
        if (talk) reading.at(++done, total);
    };
    auto count = ingest::read_pending(store, pool, config.data_dir, step);
    read_what_was_left(store, pool, config, count);
    try {
        index::catch_up(store, index::Cues(read_codebook(config.codebook)), config.data_dir);
    } catch (const Error& e) {
        if (e.kind != ErrorKind::locked) throw;  // a running server follows the store itself
    }
    if (talk) std::cerr << "Read: " << count.stories << " stories, " << count.parked << " parked\n";
}

}  // namespace tangible::serve

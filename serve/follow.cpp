#include "serve/follow.h"
#include "index/catch_up.h"
#include "ingest/receive.h"
#include "schemas/error.h"
#include "serve/mailer.h"
#include "serve/progress.h"
#include <iostream>

namespace tangible::serve {

void read_and_follow(Store& store, ingest::ReadingPool& pool, const Config& config, bool talk) {
    ProgressLine reading("Reading");
    std::size_t done = 0, total = store.pending(1'000'000).size();
    auto step = [&] {
        if (talk) reading.at(++done, total);
    };
    auto count = ingest::read_pending(store, pool, config.data_dir, step);
    try {
        // Settings are read again: a server may have put another codebook in force since this process began.
        index::catch_up(store, index::Cues(read_codebook(configured(config.data_dir).codebook)), config.data_dir, {},
                        {.kept_days = config.index_kept_days});
    } catch (const Error& e) {
        if (e.kind != ErrorKind::locked) throw;  // a running server follows the store itself
    }
    send_owed(store, config);
    if (talk) std::cerr << "Read: " << count.stories << " stories, " << count.parked << " parked\n";
}

}  // namespace tangible::serve

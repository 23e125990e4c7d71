// serve.
#include "ingest/confined/confine.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/error.h"
#include "schemas/ground/lock.h"
#include "schemas/ground/memory.h"
#include "schemas/ground/share.h"
#include "serve/collection/tokens.h"
#include "serve/commands/commands.h"
#include "serve/commands/stopping.h"
#include "serve/server/server.h"
#include <algorithm>
#include <iostream>
#include <string>

namespace tangible::serve {
namespace {

Collection collection_for(Config config, ingest::ReadingPool& readers) {
    Store store(config.data_dir, Store::Access::write);
    auto codebook = read_codebook(config.codebook);
    auto form = read_form(config.form);
    index::Cues cues(codebook);
    int stories_per_hour = config.stories_per_hour;
    return Collection{std::move(config),
                      std::move(codebook),
                      std::move(form),
                      std::move(cues),
                      Templates(shared_file("serve/pages/templates")),
                      secret_of(store),
                      Limits(stories_per_hour),
                      &readers};
}

/// One server to a folder.  Commands that write (receive, watch, withdraw) take turns with it by the store's own lock.
FileLock alone_in(const std::filesystem::path& data_dir) {
    Store(data_dir, Store::Access::write);  // makes the folder, and closes it to others
    const auto file = data_dir / "serve.lock";
    auto lock = FileLock::take(file, 0);
    if (!lock) {
        const auto holder = FileLock::holder(file);
        throw Error(ErrorKind::locked,
                    "another server" + (holder ? " (process " + std::to_string(*holder) + ")" : std::string()) +
                        " has the folder " + data_dir.string() + " open",
                    "stop it first, or name another folder with --data");
    }
    lock->sign();
    return std::move(*lock);
}

}  // namespace

int serve_pages(Invocation& call) {
    index::keep_freed_memory();
    auto config = configured(call.data_dir);
    if (auto a = call.take("address"); !a.empty()) config.address = a;
    config.port = static_cast<std::uint16_t>(call.take_number("port", config.port, 0, 65535));
    call.no_more_options();
    // Children are forked before the first thread and before the store is open.
    constexpr int least_readers = 3;  // one for few words while others are at what takes long
    ingest::ReadingPool pool(std::max(config.readers, least_readers));
    const auto make = [address = config.address, port = config.port, data_dir = call.data_dir, &pool] {
        auto now = configured(data_dir);
        now.address = address, now.port = port;
        return collection_for(std::move(now), pool);
    };
    block_stop_signals();
    const FileLock alone = alone_in(call.data_dir);
    Store(call.data_dir, Store::Access::write).finish_withdrawals();
    Server server(make, pool);
    std::cout << "Tangible is open at http://" << config.address << ':' << server.port() << "/  (Ctrl-C closes it)"
              << std::endl;
    wait_for_stop();
    return 0;
}

}  // namespace tangible::serve

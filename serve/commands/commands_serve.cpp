// `tangible serve`: starts the server and waits for a signal to end it. The order of the steps in serve_pages()
// matters: reading children are forked while there is one thread and no open store, signals are blocked before any
// thread starts, and only the process that has the lock changes what is stored.
#include "ingest/confined/confine.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/system/lock.h"
#include "schemas/system/memory.h"
#include "schemas/system/share.h"
#include "serve/collection/tokens.h"
#include "serve/commands/commands.h"
#include "serve/commands/open_collection.h"
#include "serve/server/server.h"
#include "serve/terminal/stopping.h"
#include <algorithm>
#include <iostream>
#include <string>

namespace tangible::serve {
namespace {

// Opens the collection as its files are now. The server calls this again when the codebook changes, and then reads
// everything anew.
Collection collection_for(Config config, ingest::ReadingPool& readers) {
    Store store(config.data_dir, Store::Access::write);
    return opened(std::move(config), store, &readers);
}

/// Returns the lock that keeps a second server out of the folder. Throws Error{locked} when there is one already.
/// Commands that write (receive, watch, withdraw) may run beside a server: they take turns by the store's own lock.
FileLock alone_in(const std::filesystem::path& data_dir) {
    { const Store made(data_dir, Store::Access::write); }  // the folder, which it closes to others
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

/// Prints a link that makes the first administrator, while there is no account. Whoever can read what the server prints
/// could run `tangible account add`, too.
void offer_first_account(Store store, const std::string& base_url) {
    if (!store.accounts().empty()) return;
    const auto token = random_token();
    store.offer_first_account(token, now_ms() + hour_ms);
    std::cout << "Make the first administrator at " << base_url << "/first/" << token << "  (once, within an hour)"
              << std::endl;
}

}  // namespace

int serve_pages(Invocation& call) {
    keep_freed_memory();
    auto config = configured(call.data_dir);
    if (auto a = call.value("address"); !a.empty()) config.address = a;
    config.port = static_cast<std::uint16_t>(call.number("port", config.port, 0, 65535));
    // Children are forked before the first thread and before the store is open. Three at least, so that short stories
    // have a reader while the others are busy with large files.
    constexpr int least_readers = 3;
    ingest::ReadingPool pool(std::max(config.readers, least_readers));
    // The address and port of the command line stay in force when the settings are read again.
    const auto make = [address = config.address, port = config.port, data_dir = call.data_dir, &pool] {
        auto now = configured(data_dir);
        now.address = address, now.port = port;
        return collection_for(std::move(now), pool);
    };
    block_stop_signals();
    const FileLock alone = alone_in(call.data_dir);
    // A withdrawal that a crash interrupted is completed before anybody can ask for the story.
    Store(call.data_dir, Store::Access::write).finish_withdrawals();
    Server server(make, pool);
    const auto here = "http://" + config.address + ":" + std::to_string(server.port());
    std::cout << "Tangible is open at " << here << "/  (Ctrl-C closes it)" << std::endl;
    offer_first_account(Store(call.data_dir, Store::Access::write), config.base_url.empty() ? here : config.base_url);
    wait_for_stop();
    return 0;
}

}  // namespace tangible::serve

// `tangible lmtp` and `tangible watch`: processes that stay and take what arrives, from a mail system or in folders.
#include "ingest/arrival/wakeup.h"
#include "ingest/arrival/watched.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/error.h"
#include "serve/background/follow.h"
#include "serve/collection/disk.h"
#include "serve/collection/log.h"
#include "serve/commands/commands.h"
#include "serve/lmtp/lmtp_server.h"
#include "serve/terminal/stopping.h"
#include <iostream>
#include <memory>
#include <optional>

namespace tangible::serve {
namespace {

/// Looks into all folders, again and again: stores the files that are whole, then reads them. Trouble is logged once,
/// and the next round tries again; only the end of the process ends the rounds.
class Rounds {
public:
    Rounds(const Config& config, ingest::ReadingPool& pool, const std::vector<std::string>& paths)
        : config_(config), pool_(pool) {
        for (const auto& path : paths) folders_.push_back(ingest::watched(path));
    }

    std::vector<std::filesystem::path> places() const {
        std::vector<std::filesystem::path> all;
        for (const auto& folder : folders_)
            for (auto& place : folder->places()) all.push_back(std::move(place));
        return all;
    }

    /// Does one round and returns how long to wait for the next, in milliseconds. Changes in a folder end the wait
    /// early.
    int pause_ms_after_round() {
        // `soon`: a file is still being written. `safety`: the system may lose a notice of a change, or give none at
        // all on a network disk.
        constexpr int soon_ms = 500, safety_ms = 30'000, trouble_ms = 5'000;
        try {
            if (!disk_has_room(config_, 0))
                throw Error(ErrorKind::temporary, "the disk is nearly full: files wait in their folder");
            const ingest::Look look = round();
            if (look.unreadable)
                say_once(std::to_string(look.unreadable) +
                         " files cannot be opened: check their owner and permissions");
            else
                said_.clear();
            return look.more ? 0 : look.unfinished ? soon_ms : safety_ms;
        } catch (const Error& e) {
            say_once(e.what());
        } catch (const std::exception&) {
            say_once("looking for new files failed");
        }
        store_.reset();  // the next round opens it anew: what failed may be the connection
        return trouble_ms;
    }

private:
    ingest::Look round() {
        if (!store_) store_.emplace(config_.data_dir, Store::Access::write);
        ingest::Look all;
        for (const auto& folder : folders_) all += folder->look(*store_);
        if (all.refused) log_note(std::to_string(all.refused) + " refused: empty or too big");
        if (first_ || all.taken) read_and_follow(*store_, pool_, config_, false);
        first_ = false;
        return all;
    }

    // The same trouble in every round is logged once.
    void say_once(const std::string& trouble) {
        if (trouble != said_) log_trouble(trouble);
        said_ = trouble;
    }

    const Config& config_;
    ingest::ReadingPool& pool_;
    std::vector<std::unique_ptr<ingest::Watched>> folders_;
    std::optional<Store> store_;
    bool first_ = true;  ///< what a killed watcher left unread is read
    std::string said_;
};

}  // namespace

int lmtp(Invocation& call) {
    auto config = configured(call.data_dir);
    if (auto socket = call.value("socket"); !socket.empty()) config.lmtp_socket = std::filesystem::absolute(socket);
    if (auto a = call.value("address"); !a.empty()) config.lmtp_address = a;
    // --port 0 lets the system choose a free port; -1 stands for no --port. A port on the command line replaces a
    // socket of the settings.
    const int port = call.number("port", -1, 0, 65535);
    if (port >= 0) config.lmtp_port = port, config.lmtp_socket.clear();
    if (config.lmtp_socket.empty() && config.lmtp_port == 0 && port < 0)
        throw Error(ErrorKind::usage, "there is no socket and no port to listen on",
                    "set 'lmtp_socket' in tangible.yaml, or give --socket PATH or --port N");
    ingest::ReadingPool pool(config.readers);  // before the first thread and the store
    block_stop_signals();
    LmtpServer server(config, pool);
    std::cout << "Receiving mail at " << server.place() << "  (Ctrl-C ends it)" << std::endl;
    wait_for_stop();
    return 0;
}

int watch(Invocation& call) {
    if (call.words.empty())
        throw Error(ErrorKind::usage, "'watch' needs at least one folder",
                    "tangible watch FOLDER... (a Maildir, an mbox or any folder)");
    const auto config = configured(call.data_dir);
    ingest::ReadingPool pool(config.readers);  // before the store: children must not inherit it
    Rounds rounds(config, pool, call.words);
    ingest::Wakeup wakeup(rounds.places());
    std::cout << "Watching  (Ctrl-C ends it)" << std::endl;
    // wait() returns false once the process was asked to end.
    while (wakeup.wait(rounds.pause_ms_after_round())) {
    }
    return 0;
}

}  // namespace tangible::serve

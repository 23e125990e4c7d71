// LmtpTalk joins the LMTP machine to the server loop. Each worker has its own store; when a mail cannot be stored, the
// reply asks the mail system to try again later. A separate thread runs follow(). The machine itself stores mails, so
// it runs in a worker, and the loop's thread only collects bytes for it.
#include "serve/lmtp/lmtp_server.h"
#include "ingest/arrival/receive.h"
#include "ingest/arrival/trace.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/error.h"
#include "serve/background/follow.h"
#include "serve/collection/disk.h"
#include "serve/collection/log.h"
#include "serve/lmtp/lmtp.h"
#include "serve/sockets/server_loop.h"
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace tangible::serve {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t workers = 4;  // commits take turns, so more workers would only wait for each other

// RFC 5321, 4.5.3.2, gives a command five minutes and a block of a mail three. A connection as a whole gets an hour.
Manners manners_of(const Config& config) {
    Manners manners;
    manners.places = manners.per_client = static_cast<std::size_t>(config.lmtp_connections);
    manners.some_for_others = false;
    manners.workers = workers;
    manners.idle = manners.head = 300s;
    manners.stall = 180s;
    manners.in_all = 3600s;
    return manners;
}

/// One connection of a mail system; calls `keep` for each mail. All bytes that have come count as a complete request,
/// because only the machine knows where commands end.
class LmtpTalk : public Talk {
public:
    using Keep = std::function<LmtpAnswer(LmtpMail, std::size_t worker)>;
    LmtpTalk(std::function<bool(std::size_t)> has_room, Keep keep)
        : keep_(std::move(keep)),
          lmtp_({std::move(has_room), [this](LmtpMail mail) { return keep_(std::move(mail), worker_); }}) {}

    At at() const override {
        if (over_) return At::over;
        if (!heard_.empty()) return At::whole;
        return lmtp_.in_mail() ? At::coming : At::idle;
    }
    void take(std::string_view bytes) override { heard_ += bytes; }
    void work(std::size_t worker) override {
        worker_ = worker;
        out_ += lmtp_.take(std::exchange(heard_, {}));
        over_ = lmtp_.over();
    }
    void dismiss(Why why) override {
        over_ = true;
        out_ += why == Why::slow      ? "421 4.4.2 connection too slow\r\n"
                : why == Why::crowded ? "421 4.3.2 too many connections; try again later\r\n"
                                      : "421 4.3.2 server is closing; try again later\r\n";
    }
    std::string said() override { return std::exchange(out_, {}); }
    std::size_t held_bytes() const override { return heard_.capacity() + out_.capacity() + lmtp_.held_bytes(); }

private:
    Keep keep_;
    std::size_t worker_ = 0;
    Lmtp lmtp_;
    std::string heard_, out_ = Lmtp::greeting();
    bool over_ = false;
};

}  // namespace

struct LmtpServer::Impl {
    Impl(const Config& c, ingest::ReadingPool& p)
        : config(c), pool(p), stores(workers),
          loop(
              std::in_place, Listen{c.lmtp_address, static_cast<std::uint16_t>(c.lmtp_port), c.lmtp_socket},
              manners_of(c),
              [this](const std::string&, const std::string&) {
                  return std::make_unique<LmtpTalk>(
                      [this](std::size_t bytes) { return disk_has_room(config, bytes); },
                      [this](LmtpMail mail, std::size_t worker) { return keep(std::move(mail), stores[worker]); });
              },
              [](const std::string&) { return std::string(); }) {
        follower = std::jthread([this] { follow(); });
    }

    ~Impl() {
        loop.reset();
        stopping = true;
        wake();
        follower.join();
    }

    /// Commits a mail and says what became of it. After a failure of ours the mail stays with the mail system, which
    /// tries again later, and the worker opens its store anew. Only too large a mail is refused for good.
    LmtpAnswer keep(LmtpMail mail, std::optional<Store>& store) {
        using Kind = LmtpAnswer::Kind;
        const std::size_t bytes = mail.bytes.size();
        if (!disk_has_room(config, bytes)) return {Kind::no_room, {}};
        try {
            if (!store) store.emplace(config.data_dir, Store::Access::write);
            Submission submission;
            submission.channel = Channel::mail;
            submission.bytes = ingest::with_envelope(std::move(mail.bytes), mail.sender, mail.recipients);
            Receipt receipt = ingest::receive(*store, std::move(submission));
            wake();
            return {Kind::kept, receipt.reference};
        } catch (const Error& e) {
            if (e.kind == ErrorKind::usage) return {Kind::too_big, {}};
            log_trouble(e.what());
        } catch (const std::exception&) {
            log_trouble("a mail could not be stored");
        }
        store.reset();
        // The store fails below this (schemas/store/arrivals/arrivals.cpp).
        constexpr std::uintmax_t spare_of_store = 64u << 20;
        return {disk_has_room(config, bytes + spare_of_store) ? Kind::later : Kind::no_room, {}};
    }

    void wake() {
        std::lock_guard lock(mutex);
        awake = true;
        wake_up.notify_one();
    }

    // Reads what is pending and updates the index: at the start, for mails that a killed server left unread, then
    // whenever mails were committed. Without mails, every ten minutes, which also sends acknowledgements that are due.
    void follow() {
        std::optional<Store> store;
        while (!stopping) {
            auto pause = 600s;
            try {
                if (!store) store.emplace(config.data_dir, Store::Access::write);
                read_and_follow(*store, pool, config, false);
            } catch (const std::exception& e) {
                const auto* ours = dynamic_cast<const Error*>(&e);
                log_trouble(ours ? ours->what() : "reading new submissions failed");
                store.reset();
                pause = 10s;
            }
            std::unique_lock lock(mutex);
            wake_up.wait_for(lock, pause, [this] { return awake; });
            awake = false;
        }
    }

    const Config config;
    ingest::ReadingPool& pool;
    std::atomic<bool> stopping{false};
    std::mutex mutex;
    std::condition_variable wake_up;
    bool awake = false;
    std::vector<std::optional<Store>> stores;  ///< one a worker, opened for its first mail
    std::optional<ServerLoop> loop;
    std::jthread follower;
};

LmtpServer::LmtpServer(const Config& config, ingest::ReadingPool& pool) : impl_(std::make_unique<Impl>(config, pool)) {}
LmtpServer::~LmtpServer() = default;

std::string LmtpServer::place() const {
    const auto& path = impl_->config.lmtp_socket;
    return path.empty() ? "inet:" + impl_->loop->address() : "unix:" + path.string();
}

}  // namespace tangible::serve

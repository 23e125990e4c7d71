#include "serve/server.h"
#include "index/catch_up.h"
#include "index/rebuild.h"
#include "ingest/receive.h"
#include "schemas/error.h"
#include "serve/codebook_file.h"
#include "serve/digests.h"
#include "serve/follow.h"
#include "serve/guard.h"
#include "serve/log.h"
#include "serve/mailer.h"
#include "serve/training.h"
#include "serve/watch.h"
#include <Poco/ErrorHandler.h>
#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/Net/TCPServerConnectionFactory.h>
#include <Poco/ThreadPool.h>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <future>
#include <mutex>
#include <optional>
#include <sys/resource.h>
#include <thread>

namespace tangible::serve {
namespace {

using namespace std::chrono_literals;
namespace net = Poco::Net;

/// Desks are dear to open (a database, an index) and to keep (what the index says of all stories), so that a request
/// borrows one and brings it back, and waits for one when there are enough of them for the processors.
class Desks {
public:
    explicit Desks(House& house) : house_(house) {}
    std::unique_ptr<Desk> borrow() {
        std::unique_lock lock(mutex_);
        back_.wait(lock, [&] { return !free_.empty() || lent_ < most_; });
        ++lent_;
        if (free_.empty()) {
            lock.unlock();
            return opened();
        }
        auto desk = std::move(free_.back());
        free_.pop_back();
        return desk;
    }
    void bring_back(std::unique_ptr<Desk> desk) {
        {
            std::lock_guard lock(mutex_);
            --lent_;
            if (desk && !closed_) free_.push_back(std::move(desk));
        }
        back_.notify_one();
    }
    /// From here on none is kept; what is lent is still lent.
    void close() {
        std::vector<std::unique_ptr<Desk>> free;
        std::lock_guard lock(mutex_);
        closed_ = true;
        free.swap(free_);
    }

private:
    std::unique_ptr<Desk> opened() try { return std::make_unique<Desk>(house_); } catch (...) {
        bring_back(nullptr);
        throw;
    }

    // Some more than processors, for requests that wait for the disk.
    static constexpr std::size_t desks_a_processor = 4;
    const std::size_t most_ = desks_a_processor * std::max(1u, std::thread::hardware_concurrency());
    House& house_;
    std::mutex mutex_;
    std::condition_variable back_;
    std::vector<std::unique_ptr<Desk>> free_;
    std::size_t lent_ = 0;
    bool closed_ = false;
};

/// The house as it is now, with its desks.  A new codebook makes another one; who is in an earlier one ends there, so
/// that they all stay for as long as the server.
class Houses {
public:
    struct One {
        explicit One(const MakeHouse& make) : house(make()), desks(house) {}
        House house;
        Desks desks;
    };
    Houses(MakeHouse make, void (*wake)()) : make_(std::move(make)), wake_(wake) { renew(); }
    One& now() {
        std::lock_guard lock(mutex_);
        return *all_.back();
    }
    /// What it throws leaves the house as it was.
    void renew() {
        auto one = std::make_unique<One>(make_);
        one->house.wake = wake_;
        std::lock_guard lock(mutex_);
        if (!all_.empty()) all_.back()->desks.close();
        all_.push_back(std::move(one));
    }

private:
    MakeHouse make_;
    void (*wake_)();
    std::mutex mutex_;
    std::vector<std::unique_ptr<One>> all_;
};

thread_local Watch::Connection* connection_of_this_thread = nullptr;

void within(std::chrono::seconds s) {
    if (connection_of_this_thread) connection_of_this_thread->within(s);
}

const char* session_cookie(const Config& config) { return config.secure() ? "__Host-tangible" : "tangible"; }

// What every answer says: nothing from elsewhere, nothing inline, no framing, no referrer.
constexpr std::pair<const char*, const char*> standing_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
     "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

void send(net::HTTPServerResponse& response, const Reply& reply, bool with_body) {
    response.setStatusAndReason(static_cast<net::HTTPResponse::HTTPStatus>(reply.status));
    for (auto [name, value] : standing_headers) response.set(name, value);
    for (const auto& [name, value] : reply.headers)
        if (value.find_first_of("\r\n") == value.npos)
            name == "Set-Cookie" ? response.add(name, value) : response.set(name, value);
    if (reply.status != net::HTTPResponse::HTTP_NOT_MODIFIED) {  // what it would say is not of an empty body
        response.setContentType(reply.type);
        response.setContentLength64(static_cast<Poco::Int64>(reply.body.size()));
    }
    auto& out = response.send();
    if (with_body) out.write(reply.body.data(), static_cast<std::streamsize>(reply.body.size()));
}

/// Reads exactly `n` bytes; false when the peer stops before, or is slower than 1 KiB/s after 10 s.
bool read_body(std::istream& in, std::uint64_t n, std::string& body) {
    auto began = std::chrono::steady_clock::now();
    body.resize(n);
    std::uint64_t have = 0;
    while (have < n) {
        in.read(body.data() + have, static_cast<std::streamsize>(std::min<std::uint64_t>(n - have, 64 * 1024)));
        if (in.gcount() <= 0) return false;
        have += static_cast<std::uint64_t>(in.gcount());
        auto seconds =
            std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - began).count();
        if (seconds > 10 && have < static_cast<std::uint64_t>(seconds - 10) * 1024) return false;
    }
    return true;
}

class Handler : public net::HTTPRequestHandler {
public:
    explicit Handler(Houses& houses) : houses_(houses) {}

    void handleRequest(net::HTTPServerRequest& request, net::HTTPServerResponse& response) override {
        within(120s);
        try {
            answer(request, response);
        } catch (const net::NetException&) {  // the peer went away
            response.setKeepAlive(false);
        } catch (const Poco::Exception&) {
            refuse(response, 400);
        } catch (const std::exception&) {
            log_trouble("request failed");
            refuse(response, 500);
        }
        within(15s);  // for the next request's headers
    }

private:
    void refuse(net::HTTPServerResponse& response, int status) {
        response.setKeepAlive(false);
        if (response.sent()) return;
        send(response,
             plain(status,
                   net::HTTPResponse::getReasonForStatus(static_cast<net::HTTPResponse::HTTPStatus>(status)) + "\n"),
             true);
    }

    void answer(net::HTTPServerRequest& request, net::HTTPServerResponse& response) {
        Headers headers;
        for (const auto& [name, value] : request) headers.emplace_back(name, value);
        auto frame = framing(request.getMethod(), request.getVersion(), request.getURI(), headers);
        if (frame.refuse) return refuse(response, frame.refuse);

        auto& now = houses_.now();
        Call call;
        fill(call, request, headers, now.house.config);
        if (frame.has_body) {
            Call asked = call;
            const Route* route = route_for(asked);
            if (frame.body_bytes > (route ? route->max_body_bytes : 0)) return refuse(response, 413);
            if (!read_body(request.stream(), frame.body_bytes, call.body)) return refuse(response, 400);
            if (call.content_type.rfind("application/x-www-form-urlencoded", 0) == 0) call.form = urlencoded(call.body);
        }
        auto desk = now.desks.borrow();
        auto reply = dispatch(call, *desk);
        now.desks.bring_back(std::move(desk));
        // Errors end the connection: what else the peer sent may not be what it says.
        if (reply.status >= 400) response.setKeepAlive(false);
        send(response, reply, request.getMethod() != "HEAD");
    }

    static void fill(Call& call, net::HTTPServerRequest& request, const Headers& headers, const Config& config) {
        call.method = request.getMethod() == "HEAD" ? "GET" : request.getMethod();
        const auto& target = request.getURI();
        auto question = target.find('?');
        call.path = target.substr(0, question);
        if (question != target.npos) call.query_string = target.substr(question + 1);
        call.query = urlencoded(call.query_string);
        for (const auto& [name, value] : headers) {
            std::string lower = name;
            for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            call.headers[lower] = value;
        }
        call.content_type = call.headers["content-type"];
        call.client = request.clientAddress().host().toString();
        call.session_token = cookie(call.headers["cookie"], session_cookie(config));
    }

    Houses& houses_;
};

class Factory : public net::HTTPRequestHandlerFactory {
public:
    explicit Factory(Houses& houses) : houses_(houses) {}
    net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest&) override {
        return new Handler(houses_);  // Poco deletes it
    }

private:
    Houses& houses_;
};

/// A connection under watch for as long as it lives.
class WatchedConnection : public net::TCPServerConnection {
public:
    WatchedConnection(const net::StreamSocket& socket, net::HTTPServerParams::Ptr params,
                      net::HTTPRequestHandlerFactory::Ptr factory, Watch& watch, int max_per_peer)
        : TCPServerConnection(socket), params_(params), factory_(factory), watch_(watch), max_per_peer_(max_per_peer) {}
    void run() override {
        auto* c = watch_.enter(socket(), max_per_peer_);
        if (!c) return;
        connection_of_this_thread = c;
        try {
            net::HTTPServerConnection(socket(), params_, factory_).run();
        } catch (...) {  // a peer that goes away is no event
        }
        connection_of_this_thread = nullptr;
        watch_.leave(c);
    }

private:
    net::HTTPServerParams::Ptr params_;
    net::HTTPRequestHandlerFactory::Ptr factory_;
    Watch& watch_;
    int max_per_peer_;
};

class ConnectionFactory : public net::TCPServerConnectionFactory {
public:
    ConnectionFactory(net::HTTPServerParams::Ptr params, net::HTTPRequestHandlerFactory::Ptr factory, Watch& watch,
                      int max_per_peer)
        : params_(params), factory_(factory), watch_(watch), max_per_peer_(max_per_peer) {}
    net::TCPServerConnection* createConnection(const net::StreamSocket& socket) override {
        return new WatchedConnection(socket, params_, factory_, watch_, max_per_peer_);  // Poco deletes it
    }

private:
    net::HTTPServerParams::Ptr params_;
    net::HTTPRequestHandlerFactory::Ptr factory_;
    Watch& watch_;
    int max_per_peer_;
};

struct QuietErrors : Poco::ErrorHandler {
    void exception(const Poco::Exception&) override {}
    void exception(const std::exception&) override {}
    void exception() override {}
};

net::HTTPServerParams::Ptr parameters(const Config& config) {
    net::HTTPServerParams::Ptr p = new net::HTTPServerParams;  // reference counted by Poco
    p->setTimeout(Poco::Timespan(10, 0));
    p->setKeepAliveTimeout(Poco::Timespan(5, 0));
    p->setMaxKeepAliveRequests(1000);
    p->setMaxThreads(config.threads);
    p->setMaxQueued(256);
    p->setSoftwareVersion("");
    return p;
}

net::ServerSocket bound(const Config& config) {
    try {
        net::ServerSocket socket;
        socket.bind(net::SocketAddress(config.address, config.port), true);
        socket.listen(256);
        return socket;
    } catch (const Poco::Exception&) {
        throw Error(ErrorKind::temporary, "cannot listen on " + config.address + ":" + std::to_string(config.port),
                    "another program may use that port; choose one with --port");
    }
}

// The follower wakes at once when a page changed the store, and soon when another process did.  While stories keep
// arriving the index follows soon all the same: the last to come would else hold up the first.
constexpr std::chrono::milliseconds soon{500};
std::mutex wake_mutex;
std::condition_variable wake_up;
bool awake = false;

void wake_follower() {
    std::lock_guard lock(wake_mutex);
    awake = true;
    wake_up.notify_one();
}

}  // namespace

struct Server::Impl {
    static constexpr int least_priority = 19;

    Impl(MakeHouse make, ingest::ReadingPool& p)
        : houses(std::move(make), wake_follower), config(houses.now().house.config), pool(p),
          threads(4, config.threads), socket(bound(config)),
          server(new ConnectionFactory(parameters(config), new Factory(houses), watch, config.connections_per_address),
                 threads, socket, parameters(config)) {
        std::signal(SIGPIPE, SIG_IGN);
        Poco::ErrorHandler::set(&errors);
        follower = std::thread([this] { follow(); });
        mailer = std::thread([this] { send_mails(); });
        if (config.retrain_after > 0) learner = std::thread([this] { learn(); });
        server.start();
    }

    ~Impl() {
        stopping = true;
        wake_follower();
        server.stop();
        follower.join();
        mailer.join();
        if (learner.joinable()) learner.join();
        threads.stopAll();
    }

    void follow() {
        std::optional<Store> store;
        const House* followed = nullptr;
        Revision seen = -1;
        Followed codebook(config.data_dir);
        while (!stopping) {
            if (codebook.changed()) renew();
            auto& house = houses.now().house;
            if (&house != followed) followed = &house, seen = -1;
            try {
                if (!store) store.emplace(config.data_dir, Store::Access::write);
                // The index may be lost, or damaged, without any change of the store.
                const bool lost = index::reached(config.data_dir) < seen;
                if (house.in_doubt.exchange(false)) index::repair(*store, house.cues, config.data_dir);
                if (lost || store->revision() != seen || !store->pending(1).empty()) seen = follow_once(*store, house);
            } catch (const Error& e) {
                if (e.kind != ErrorKind::locked) log_trouble(e.what()), store.reset();
            } catch (const std::exception&) {
                log_trouble("following the store failed");
                store.reset();
            }
            std::unique_lock lock(wake_mutex);
            wake_up.wait_for(lock, 500ms, [] { return awake; });
            awake = false;
        }
    }

    // A codebook that cannot be read leaves the one before in force.
    void renew() try { houses.renew(); } catch (const std::exception& e) {
        log_trouble(e.what());
    }

    Revision follow_once(Store& store, const House& house) {
        auto revision = store.revision();
        const bool more = ingest::read_pending(store, pool, config.data_dir, {}, patience.next()).more;
        if (!more) patience = Patience(soon);
        index::catch_up(store, house.cues, config.data_dir, {}, {.kept_days = config.index_kept_days});
        erase_withdrawn(store);
        if (more) wake_follower();
        return revision;
    }

    // In a thread of its own, since a relay may be slow.
    void send_mails() {
        std::optional<Desk> desk;
        while (!stopping) {
            auto& house = houses.now().house;
            try {
                if (!desk || &desk->house != &house) desk.emplace(house);
                send_owed(desk->store, house.config);
                send_digests(desk->store, desk->searcher, house.config, house.secret, false);
            } catch (const Error& e) {
                house.suspect(e);
                log_trouble(e.what());
                desk.reset();
            } catch (const std::exception& e) {
                log_trouble(e.what());
                desk.reset();
            }
            rest(2s);
        }
    }

    void learn() {
        std::optional<index::Targets> targets;
        const House* taught = nullptr;
        std::optional<Store> store;
        Revision seen = -1;
        while (!stopping) {
            std::chrono::nanoseconds pause = 2s;
            const auto& house = houses.now().house;
            if (&house != taught) targets.emplace(house.codebook, std::vector<std::string>()), taught = &house, seen = -1;
            try {
                if (!store) store.emplace(config.data_dir, Store::Access::write);
                if (const auto revision = store->revision(); revision != seen) {
                    const auto began = std::chrono::steady_clock::now();
                    if (training_due(*store, targets->edition(), config.retrain_after))
                        store->put(beside_the_work(house, *targets).learned);
                    else
                        seen = revision;
                    pause = std::max(pause, 10 * (std::chrono::steady_clock::now() - began));
                }
            } catch (const std::exception& e) {
                const auto* ours = dynamic_cast<const Error*>(&e);
                if (!stopping) log_trouble(ours ? ours->what() : "learning from decisions failed");
                store.reset();
                pause = 10min;
            }
            rest(pause);
        }
    }

    // In a thread that gives way to all others, and has no lock of the store, so that nobody waits for it.
    Trained beside_the_work(const House& house, const index::Targets& targets) {
        std::packaged_task<Trained()> work([&] {
            ::setpriority(PRIO_PROCESS, 0, least_priority);  // on Linux, of this thread alone
            Store store(config.data_dir, Store::Access::read);
            return trained(store, {house.cues, targets, config.demote_below_percent / 100.0, [this] {
                                       if (stopping) throw Error(ErrorKind::temporary, "the server is stopping");
                                   }});
        });
        auto result = work.get_future();
        std::thread(std::move(work)).join();
        return result.get();
    }

    void rest(std::chrono::nanoseconds pause) const {
        const auto until = std::chrono::steady_clock::now() + pause;
        while (!stopping && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(100ms);
    }

    // Withdrawn words stay in freed blocks of the index until it is compacted.
    void erase_withdrawn(Store& store) {
        store.finish_withdrawals();
        if (store.get("index_to_compact") != "yes") return;
        index::compact(config.data_dir);
        store.set("index_to_compact", "");
    }

    Houses houses;
    const Config config;
    ingest::ReadingPool& pool;
    Watch watch;
    Poco::ThreadPool threads;
    net::ServerSocket socket;
    QuietErrors errors;
    std::atomic<bool> stopping{false};
    Patience patience{soon};  // the follower's
    std::thread follower, mailer, learner;
    net::TCPServer server;
};

Server::Server(MakeHouse make, ingest::ReadingPool& pool) : impl_(std::make_unique<Impl>(std::move(make), pool)) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return impl_->socket.address().port(); }
void Server::stop() { impl_->server.stop(); }

}  // namespace tangible::serve

#include "serve/lmtp_server.h"
#include "ingest/receive.h"
#include "ingest/trace.h"
#include "schemas/error.h"
#include "serve/disk.h"
#include "serve/follow.h"
#include "serve/lmtp.h"
#include "serve/log.h"
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <optional>
#include <sys/stat.h>
#include <thread>
#include <vector>

namespace tangible::serve {
namespace {

using namespace std::chrono_literals;
namespace net = Poco::Net;
using Clock = std::chrono::steady_clock;

// RFC 5321, section 4.5.3.2, gives a command five minutes and a block of a mail three; a mail as a whole and a
// connection have an end as well, so that dripping bytes holds no thread for ever.
constexpr auto command_time = 300s, mail_time = 600s, connection_time = 3600s, answer_time = 60s;
constexpr auto look_around = 250ms;

Poco::Timespan timespan(std::chrono::microseconds time) {
    return {static_cast<Poco::Timespan::TimeDiff>(time.count())};
}

/// A socket that was left by a killed server is in the way; one that somebody listens on is not ours to remove.
void clear_the_place(const std::filesystem::path& path) {
    struct stat about;
    if (::lstat(path.c_str(), &about) != 0) return;
    if (!S_ISSOCK(about.st_mode))
        throw Error(ErrorKind::usage, path.string() + " is there and is no socket", "name another --socket");
    try {
        net::StreamSocket probe(net::SocketAddress(net::SocketAddress::UNIX_LOCAL, path.string()));
    } catch (const Poco::Exception&) {
        std::filesystem::remove(path);
        return;
    }
    throw Error(ErrorKind::temporary, "another program listens on " + path.string(), "stop it first");
}

net::ServerSocket bound(const Config& config) {
    net::ServerSocket socket;
    const auto& path = config.lmtp_socket;
    const std::string place =
        path.empty() ? config.lmtp_address + ":" + std::to_string(config.lmtp_port) : path.string();
    if (!path.empty()) clear_the_place(path);
    try {
        if (path.empty())
            socket.bind(net::SocketAddress(config.lmtp_address, static_cast<std::uint16_t>(config.lmtp_port)), true);
        else
            socket.bind(net::SocketAddress(net::SocketAddress::UNIX_LOCAL, path.string()));
        socket.listen(64);
    } catch (const Poco::Exception&) {
        throw Error(ErrorKind::temporary, "cannot listen on " + place,
                    path.empty()
                        ? "another program may use that port; choose one with --port"
                        : "its folder must be there and be ours to write in; the path has at most 107 letters");
    }
    // Whoever may enter the folder may hand mails over, as whoever may send a mail: Dovecot's socket is the same.
    if (!path.empty()) ::chmod(path.c_str(), 0666);
    return socket;
}

}  // namespace

struct LmtpServer::Impl {
    Impl(const Config& c, ingest::ReadingPool& p) : config(c), pool(p), socket(bound(c)) {
        std::signal(SIGPIPE, SIG_IGN);
        follower = std::jthread([this] { follow(); });
        for (int i = 0; i < config.lmtp_connections; ++i) doors.emplace_back([this] { serve(); });
    }

    ~Impl() {
        stopping = true;
        wake();
        doors.clear();
        follower.join();
        if (!config.lmtp_socket.empty()) std::filesystem::remove(config.lmtp_socket);
    }

    // One connection after the other, with a store of its own that is opened for the first mail.
    void serve() {
        std::optional<Store> store;
        while (!stopping) {
            try {
                if (auto connection = next_connection()) talk(*connection, store);
            } catch (const std::exception&) {  // the peer went away, which is no event
            }
        }
    }

    std::optional<net::StreamSocket> next_connection() {
        std::lock_guard turn(accepting);
        if (stopping || !socket.poll(timespan(look_around), net::Socket::SELECT_READ)) return std::nullopt;
        return socket.acceptConnection();
    }

    void talk(net::StreamSocket& connection, std::optional<Store>& store) {
        connection.setSendTimeout(timespan(answer_time));
        Lmtp lmtp({[this](std::size_t bytes) { return disk_has_room(config, bytes); },
                   [&](LmtpMail mail) { return keep(std::move(mail), store); }});
        say(connection, Lmtp::greeting());
        std::vector<char> buffer(64 << 10);
        const auto end = Clock::now() + connection_time;
        auto deadline = Clock::now() + command_time;
        while (!lmtp.over()) {
            if (stopping) return say(connection, "421 4.3.2 closing; try again later\r\n");
            if (Clock::now() > std::min(deadline, end)) return say(connection, "421 4.4.2 too slow\r\n");
            if (!connection.poll(timespan(look_around), net::Socket::SELECT_READ)) continue;
            const int n = connection.receiveBytes(buffer.data(), static_cast<int>(buffer.size()));
            if (n <= 0) return;
            const bool was_in_mail = lmtp.in_mail();
            const std::string replies = lmtp.take({buffer.data(), static_cast<std::size_t>(n)});
            if (lmtp.in_mail() != was_in_mail || !replies.empty())
                deadline = Clock::now() + (lmtp.in_mail() ? mail_time : command_time);
            say(connection, replies);
        }
    }

    static void say(net::StreamSocket& connection, const std::string& replies) {
        std::size_t sent = 0;
        while (sent < replies.size()) {
            const int n = connection.sendBytes(replies.data() + sent, static_cast<int>(replies.size() - sent));
            if (n <= 0) throw net::NetException("the peer does not read");
            sent += static_cast<std::size_t>(n);
        }
    }

    /// Trouble of ours is never the mail's: it stays with the mail system, and the store is opened anew.
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
        constexpr std::uintmax_t spare_of_store = 64u << 20;
        return {disk_has_room(config, bytes + spare_of_store) ? Kind::later : Kind::no_room, {}};
    }

    void wake() {
        std::lock_guard lock(mutex);
        awake = true;
        wake_up.notify_one();
    }

    // Once at the start for what a killed server left unread, then whenever mails were committed.
    void follow() {
        std::optional<Store> store;
        while (!stopping) {
            auto pause = 600s;
            try {
                if (!store) store.emplace(config.data_dir, Store::Access::write);
                read_and_follow(*store, pool, config, false);
            } catch (const std::exception& e) {
                const auto* ours = dynamic_cast<const Error*>(&e);
                log_trouble(ours ? ours->what() : "reading what arrived failed");
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
    net::ServerSocket socket;
    std::atomic<bool> stopping{false};
    std::mutex accepting, mutex;
    std::condition_variable wake_up;
    bool awake = false;
    std::jthread follower;
    std::vector<std::jthread> doors;
};

LmtpServer::LmtpServer(const Config& config, ingest::ReadingPool& pool) : impl_(std::make_unique<Impl>(config, pool)) {}
LmtpServer::~LmtpServer() = default;

std::string LmtpServer::place() const {
    const auto& path = impl_->config.lmtp_socket;
    return path.empty() ? "inet:" + impl_->socket.address().toString() : "unix:" + path.string();
}

}  // namespace tangible::serve

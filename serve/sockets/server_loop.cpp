// From top to bottom: binding the listener, the state of one connection, and the loop, which polls with Poco's PollSet.
// In each turn the loop reads and writes, takes back finished work, checks deadlines and lets waiting connections in.
#include "serve/sockets/server_loop.h"
#include "schemas/ground/error.h"
#include "serve/collection/log.h"
#include "serve/sockets/port_holder.h"
#include "serve/sockets/workers.h"
#include <Poco/Net/NetException.h>
#include <Poco/Net/PollSet.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/StreamSocketImpl.h>
#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <unordered_map>
#include <utility>
#include <vector>

namespace tangible::serve {
namespace {

using namespace std::chrono_literals;
namespace net = Poco::Net;
using Clock = std::chrono::steady_clock;

constexpr auto look_around = 250ms;
constexpr auto drain_time = 3s;           // for a peer to read our last words and to close
constexpr auto stop_time = 4s;            // for answers under way when the server ends
constexpr auto wait_time = 10s;           // for a place, while others of the same client are served
constexpr std::size_t most_waiting = 16;  // for each place of a client: a workshop behind one address
constexpr auto first_words_time = 300ms;  // after connecting, even from far away
constexpr int first_words_coming = 3;
constexpr auto still_time = 1s;  // a body or answer that did not get on by 1 KiB for so long may give way to others
constexpr std::size_t still_bytes = 1024, stall_bytes = 10 * 1024, read_bytes = 64 * 1024,
                      most_drained = std::size_t{32} << 20;
// The kernel would take megabytes for a peer that reads nothing, and we would go on answering it.
constexpr int send_buffer_bytes = 128 * 1024;

/// A socket that was left by a killed server is in the way; one that somebody listens on is not ours to remove.
void clear_the_place(const std::filesystem::path& path) {
    struct stat about;
    if (::lstat(path.c_str(), &about) != 0) return;
    if (!S_ISSOCK(about.st_mode))
        throw Error(ErrorKind::usage, path.string() + " exists and is not a socket", "give another path with --socket");
    try {
        net::StreamSocket probe(net::SocketAddress(net::SocketAddress::UNIX_LOCAL, path.string()));
    } catch (const Poco::Exception&) {
        std::filesystem::remove(path);
        return;
    }
    throw Error(ErrorKind::temporary, "another program already listens on " + path.string(), "stop that program first");
}

net::ServerSocket bound(const Listen& listen) {
    constexpr int backlog = 512;
    net::ServerSocket socket;
    const auto& path = listen.socket;
    if (!path.empty()) clear_the_place(path);
    try {
        if (path.empty())
            // Not SO_REUSEPORT, which Poco sets when it is not told: two servers would share the port without a word.
            socket.bind(net::SocketAddress(listen.address, listen.port), true, false);
        else
            socket.bind(net::SocketAddress(net::SocketAddress::UNIX_LOCAL, path.string()));
        socket.listen(backlog);
        socket.setBlocking(false);
    } catch (const Poco::Exception&) {
        if (!path.empty())
            throw Error(ErrorKind::temporary, "cannot listen on " + path.string(),
                        "check that the folder exists, that this user can write in it, and that the path has at most "
                        "107 bytes");
        const auto holder = holder_of_port(listen.port);
        throw Error(ErrorKind::temporary,
                    "cannot listen on " + listen.address + ":" + std::to_string(listen.port) +
                        (holder ? ": process " + std::to_string(holder->number) + " (" + holder->name + ") does" : ""),
                    holder
                        ? "stop that process, or choose another port with --port"
                        : "another program may use that port, or the address does not belong to this machine; choose "
                          "another with --port or --address");
    }
    // Whoever may enter the folder may connect, as whoever may send a mail: Dovecot's socket is the same.
    if (!path.empty()) ::chmod(path.c_str(), 0666);
    return socket;
}

/// Places for which there are descriptors, beside those of databases and files.
std::size_t places_within(std::size_t wanted) {
    constexpr rlim_t for_files = 512, least = 64;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    if (limit.rlim_cur < limit.rlim_max) {
        const rlimit higher{std::min<rlim_t>(limit.rlim_max, std::max<rlim_t>(limit.rlim_cur, wanted + for_files)),
                            limit.rlim_max};
        if (::setrlimit(RLIMIT_NOFILE, &higher) == 0) limit = higher;
    }
    return std::min<rlim_t>(wanted, limit.rlim_cur > for_files + least ? limit.rlim_cur - for_files : least);
}

struct Connection {
    net::StreamSocket socket;
    std::unique_ptr<Talk> talk;
    std::string client;
    std::string out{};
    std::size_t sent = 0;
    Talk::At was = Talk::At::idle;  ///< what `since` was set for
    Clock::time_point began = Clock::now(), since = began;
    std::size_t passed = 0;           ///< bytes of a body or an answer since then
    Clock::time_point moved = began;  ///< when it had got on a little
    std::size_t moved_bytes = 0;      ///< since then
    std::size_t held = 0, drained = 0;
    int mode = 0;          ///< what the poll set waits for; 0: it is not in there
    bool waiting = false;  ///< for a place of its client
    bool working = false, failed = false, answered = false, ended = false, draining = false;

    poco_socket_t descriptor() const { return socket.impl()->sockfd(); }
    bool sending() const { return sent < out.size(); }
    bool at_rest() const { return draining || (answered && !sending() && talk->at() == Talk::At::idle); }
    bool before_request() const {
        return !sending() && (talk->at() == Talk::At::begun || talk->at() == Talk::At::idle);
    }
};

/// Wakes the loop from any thread.  Poco's PollSet takes sockets only, and its own way to be woken came with 1.12.
class Bell {
public:
    Bell() : socket_(new net::StreamSocketImpl(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))) {}  // Poco deletes it
    const net::StreamSocket& socket() const { return socket_; }
    void ring() const {
        const std::uint64_t one = 1;
        if (::write(descriptor(), &one, sizeof one) < 0) return;  // it rings already
    }
    void hush() const {
        std::uint64_t count = 0;
        if (::read(descriptor(), &count, sizeof count) < 0) return;
    }

private:
    int descriptor() const { return socket_.impl()->sockfd(); }
    net::StreamSocket socket_;
};

}  // namespace

struct ServerLoop::Impl {
    Impl(const Listen& l, const Manners& m, Welcome w, ClientOf c)
        : listen(l), manners(m), places(places_within(m.places)), welcome(std::move(w)), client_of(std::move(c)),
          listener(bound(l)), workers(std::in_place, m.workers) {
        std::signal(SIGPIPE, SIG_IGN);
        poll.add(bell.socket(), net::PollSet::POLL_READ);
        thread = std::jthread([this] { run(); });
    }

    ~Impl() {
        stopping = true;
        bell.ring();
        thread.join();
        workers.reset();  // before the connections that their jobs are of
        if (!listen.socket.empty()) std::filesystem::remove(listen.socket);
    }

    // The loop.
    void run() {
        listen_again();
        Clock::time_point end = Clock::time_point::max();
        while (!connections.empty() || !stopping) {
            if (Clock::now() > end) return;
            try {
                turn();
                if (!stopping) continue;
                if (end == Clock::time_point::max()) end = Clock::now() + stop_time, stop_listening();
                show_out();
            } catch (const std::exception&) {  // for want of memory, say: nobody is served worse by going on
                std::this_thread::sleep_for(10ms);
            }
        }
    }

    void turn() {
        wait();
        take_finished();
        if (Clock::now() >= next_look) {
            next_look = Clock::now() + look_around;
            look_at_deadlines();
            if (!stopping) listen_again();
        }
        if (waiting_count > 0) let_in();
        while (held_bytes > manners.most_bytes && dismiss_largest()) {
        }
    }

    void wait() {
        net::PollSet::SocketModeMap ready;
        try {
            ready =
                poll.poll(Poco::Timespan(std::chrono::duration_cast<std::chrono::microseconds>(look_around).count()));
        } catch (const Poco::Exception&) {
            std::this_thread::sleep_for(10ms);  // nobody knows why: not again at once
        }
        for (const auto& [socket, mode] : ready) {
            const auto descriptor = socket.impl()->sockfd();
            if (descriptor == bell.socket().impl()->sockfd())
                bell.hush();
            else if (descriptor == listener.impl()->sockfd())
                accept();
            else if (const auto found = connections.find(descriptor); found != connections.end())
                safely(*found->second, [this, m = mode](Connection& c) {
                    if (c.mode & net::PollSet::POLL_READ) hear(c);
                    if (m & net::PollSet::POLL_ERROR) throw net::NetException();
                });
        }
    }

    /// Carries out `what` and what follows from it; the connection is gone after it when it ended or failed.
    template <class What> void safely(Connection& c, What what) {
        try {
            what(c);
            go_on(c);
        } catch (const std::exception&) {  // the peer went away, which is no event
            close(c);
        }
    }

    void listen_again() {
        if (!poll.has(listener)) poll.add(listener, net::PollSet::POLL_READ);
    }

    void stop_listening() {
        if (poll.has(listener)) poll.remove(listener);
        listener.close();
    }

    void accept() {
        constexpr int at_once = 64;
        for (int i = 0; i < at_once; ++i) {
            net::StreamSocket socket;
            try {
                if (!listener.poll(Poco::Timespan(0), net::Socket::SELECT_READ)) return;
                socket = listener.acceptConnection();
            } catch (const Poco::Exception&) {
                // A peer that is gone already, or no descriptor is left: others close soon.
                poll.remove(listener);
                return;
            }
            try {
                enter(std::move(socket));
            } catch (const std::exception&) {  // gone already
            }
        }
    }

    void enter(net::StreamSocket socket) {
        const bool local = !listen.socket.empty();
        const std::string peer = local ? "" : socket.peerAddress().host().toString();
        const std::string here = local ? "" : socket.address().host().toString();
        if (!local) socket.setNoDelay(true);
        socket.setSendBufferSize(send_buffer_bytes);
        if (connections.size() >= places && !dismiss_for(nullptr)) return;
        auto made = std::make_unique<Connection>(Connection{std::move(socket), welcome(peer, here), client_of(peer)});
        Connection& c = *made;
        const bool has_place = place_for(c.client);
        if (!has_place) make_room_to_wait(c.client);
        connections.emplace(c.descriptor(), std::move(made));
        if (has_place) return begin(c);
        c.waiting = true;
        ++waiting_count;
    }

    /// What it sent already is read at once: else those that connect after it could make it give way before.
    void begin(Connection& c) {
        ++present[c.client];
        c.since = Clock::now();
        safely(c, [this](Connection& one) { hear(one); });
    }

    std::size_t most_of(const std::string& client) const {
        const std::size_t kept = manners.some_for_others ? places / 4 : 0;
        if (client.empty()) return places - kept;
        constexpr std::size_t hardly_any = 2;
        return connections.size() >= places - kept ? std::min(manners.per_client, hardly_any) : manners.per_client;
    }

    /// Of those of a client that wait, the oldest goes when there are many.
    void make_room_to_wait(const std::string& client) {
        std::size_t count = 0;
        Connection* oldest = nullptr;
        for (const auto& entry : connections) {
            Connection& c = *entry.second;
            if (!c.waiting || c.client != client) continue;
            ++count;
            if (!oldest || c.began < oldest->began) oldest = &c;
        }
        if (oldest && count >= most_waiting * manners.per_client) close(*oldest);
    }

    /// Whether one more of this client may come in; one that it has may have to go for that.
    bool place_for(const std::string& client) {
        const auto found = present.find(client);
        return found == present.end() || found->second < most_of(client) || dismiss_for(&client);
    }

    // Who waits for others of the same client: the last to come comes in first, since it most likely waits for an
    // answer still, and since it is nobody's advantage then to have come with many.
    void let_in() {
        std::vector<Connection*> all;
        for (const auto& c : connections)
            if (c.second->waiting) all.push_back(c.second.get());
        std::ranges::sort(all, std::greater<>(), [](const Connection* c) { return c->began; });
        std::set<std::string> without_place;
        for (Connection* c : all) {
            if (without_place.contains(c->client)) continue;
            if (!place_for(c->client)) {
                without_place.insert(c->client);
                continue;
            }
            c->waiting = false;
            --waiting_count;
            begin(*c);
        }
    }

    /// How soon a connection gives way to another: 0 for one at rest, 1 for one whose first words are late, 2 for a
    /// body or an answer that hardly gets on, 3 for one whose first words may be on their way; nullopt for all others.
    static std::optional<int> gives_way(const Connection& c, Clock::time_point now) {
        if (c.working || c.waiting) return std::nullopt;
        if (c.at_rest()) return 0;
        if (c.before_request()) return now - c.since > first_words_time ? 1 : first_words_coming;
        if (now - std::max(c.moved, c.since) > still_time) return 2;
        return std::nullopt;
    }

    /// Makes one connection go, of this client or of any; the oldest of those that give way soonest.
    bool dismiss_for(const std::string* client) {
        const auto now = Clock::now();
        Connection* goes = nullptr;
        std::pair<int, Clock::time_point> of_it;
        for (const auto& entry : connections) {
            Connection& c = *entry.second;
            if (client && c.client != *client) continue;
            const auto rank = gives_way(c, now);
            if (!rank || (client && *rank == first_words_coming)) continue;  // others of the same client wait for that
            const std::pair<int, Clock::time_point> of_this{*rank, c.since};
            if (!goes || of_this < of_it) goes = &c, of_it = of_this;
        }
        if (!goes) return false;
        last_words(*goes, Talk::Why::crowded);
        close(*goes);
        return true;
    }

    bool dismiss_largest() {
        Connection* goes = nullptr;
        for (const auto& entry : connections) {
            Connection& c = *entry.second;
            if (!c.working && c.held > 0 && (!goes || c.held > goes->held)) goes = &c;
        }
        if (!goes) return false;
        log_note("a large request or reply was dropped: too many at the same time for the memory limit");
        last_words(*goes, Talk::Why::crowded);
        close(*goes);
        return true;
    }

    /// Says to one that has to go at once why, as far as its socket takes it.
    static void last_words(Connection& c, Talk::Why why) {
        if (c.waiting || c.draining || c.sending()) return;
        c.talk->dismiss(why);
        const std::string words = c.talk->said();
        if (!words.empty() && ::send(c.descriptor(), words.data(), words.size(), MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
            return;
    }

    // Not by receiveBytes() and sendBytes(): what they do of a socket that would block differs between Poco's versions.
    void hear(Connection& c) {
        if (c.working || c.waiting) return;
        char buffer[read_bytes];
        const ssize_t n = ::recv(c.descriptor(), buffer, sizeof buffer, MSG_DONTWAIT);
        if (n < 0) {
            if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return;
            throw net::NetException("the peer went away");
        }
        if (n == 0) {
            c.ended = true;
        } else {
            if (c.draining)
                c.drained += static_cast<std::size_t>(n);
            else
                c.talk->take({buffer, static_cast<std::size_t>(n)});
            got_on(c, static_cast<std::size_t>(n));
        }
    }

    // A head has to be whole soon, however many bytes of it come; a body and an answer may take their time.
    static void got_on(Connection& c, std::size_t bytes) {
        if ((c.moved_bytes += bytes) >= still_bytes) c.moved_bytes = 0, c.moved = Clock::now();
        c.passed += bytes;
        if (c.passed < stall_bytes || (!c.sending() && c.talk->at() == Talk::At::begun)) return;
        c.passed = 0;
        c.since = Clock::now();
    }

    /// Sends, works, reads on or ends, whatever is next.
    void go_on(Connection& c) {
        if (c.working || c.waiting) return;
        if (!c.sending()) c.out = c.talk->said(), c.sent = 0;
        count_bytes(c);
        if (!send_some(c)) return poll_for(c, net::PollSet::POLL_WRITE);
        count_bytes(c);
        const auto at = c.talk->at();
        if (at == Talk::At::whole) return hand_over(c);
        if (at == Talk::At::over && !c.draining) {
            // A socket that is closed with bytes unread takes back what it said last (RFC 9112, 9.6).
            c.draining = true;
            c.since = Clock::now();
            ::shutdown(c.descriptor(), SHUT_WR);
        }
        if (at != c.was) c.was = at, c.since = Clock::now(), c.passed = 0;
        // A peer that ends its own side may still read; what it did not finish to ask is not answered.
        if (c.ended || c.drained > most_drained) return close(c);
        poll_for(c, net::PollSet::POLL_READ);
    }

    /// Whether all is sent that was to be.
    static bool send_some(Connection& c) {
        while (c.sending()) {
            const ssize_t n =
                ::send(c.descriptor(), c.out.data() + c.sent, c.out.size() - c.sent, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (n < 0 && errno == EINTR) continue;
            if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return false;
            if (n < 0) throw net::NetException("the peer went away");
            c.sent += static_cast<std::size_t>(n);
            got_on(c, static_cast<std::size_t>(n));
        }
        std::string().swap(c.out);
        c.sent = 0;
        return true;
    }

    bool others_wait(const Connection& c) const {
        return waiting_count > 0 && std::any_of(connections.begin(), connections.end(), [&](const auto& entry) {
                   return entry.second->waiting && entry.second->client == c.client;
               });
    }

    void hand_over(Connection& c) {
        poll_for(c, 0);
        if (others_wait(c)) c.talk->crowd();
        c.working = true;
        workers->add(c.talk->who(), [this, &c](std::size_t worker) {
            try {
                c.talk->work(worker);
            } catch (...) {  // for want of memory, say
                log_trouble("a request could not be processed");
                c.failed = true;
            }
            {
                std::lock_guard lock(finished_turn);
                finished.push_back(&c);
            }
            bell.ring();
        });
    }

    void take_finished() {
        std::vector<Connection*> done;
        {
            std::lock_guard lock(finished_turn);
            done.swap(finished);
        }
        for (Connection* c : done) {
            c->working = false;
            c->answered = true;
            c->since = Clock::now();
            c->passed = 0;
            safely(*c, [](const Connection& one) {
                if (one.failed) throw net::NetException("its work failed");
            });
        }
    }

    void poll_for(Connection& c, int mode) {
        if (c.mode == mode) return;
        if (mode == 0)
            poll.remove(c.socket);
        else if (c.mode == 0)
            poll.add(c.socket, mode);
        else
            poll.update(c.socket, mode);
        c.mode = mode;
    }

    void count_bytes(Connection& c) {
        held_bytes -= c.held;
        c.held = c.talk->held_bytes() + c.out.size();
        held_bytes += c.held;
    }

    std::optional<std::chrono::seconds> time_for(const Connection& c) const {
        if (c.working) return std::nullopt;
        if (c.waiting) return wait_time;
        if (c.draining) return drain_time;
        if (c.sending()) return manners.stall;
        switch (c.talk->at()) {
        case Talk::At::idle:
            return manners.idle;
        case Talk::At::begun:
            return manners.head;
        default:
            return manners.stall;
        }
    }

    void look_at_deadlines() {
        const auto now = Clock::now();
        std::vector<Connection*> late;
        for (const auto& entry : connections) {
            const Connection& c = *entry.second;
            const auto time = time_for(c);
            const bool too_long = manners.in_all > 0s && !c.working && now - c.began > manners.in_all;
            if (too_long || (time && now - c.since > *time)) late.push_back(entry.second.get());
        }
        for (Connection* c : late) {
            if (c->draining || c->sending() || c->waiting)
                close(*c);
            else
                safely(*c, [](Connection& one) { one.talk->dismiss(Talk::Why::slow); });
        }
    }

    void show_out() {
        std::vector<Connection*> all;
        for (const auto& entry : connections)
            if (!entry.second->working && !entry.second->sending()) all.push_back(entry.second.get());
        for (Connection* c : all) {
            last_words(*c, Talk::Why::stopping);
            close(*c);
        }
    }

    void close(Connection& c) {
        if (c.waiting)
            --waiting_count;
        else if (--present[c.client] == 0)
            present.erase(c.client);
        try {
            poll_for(c, 0);
        } catch (const Poco::Exception&) {  // it is not in there, which is as good
        }
        held_bytes -= c.held;
        connections.erase(c.descriptor());  // which closes the socket
    }

    const Listen listen;
    const Manners manners;
    const std::size_t places;
    const Welcome welcome;
    const ClientOf client_of;
    net::ServerSocket listener;
    Bell bell;
    net::PollSet poll;
    std::unordered_map<poco_socket_t, std::unique_ptr<Connection>> connections;
    std::unordered_map<std::string, std::size_t> present;  ///< connections of each client that have a place
    std::size_t held_bytes = 0, waiting_count = 0;
    Clock::time_point next_look;
    std::mutex finished_turn;
    std::vector<Connection*> finished;
    std::atomic<bool> stopping{false};
    std::optional<Workers> workers;
    std::jthread thread;
};

ServerLoop::ServerLoop(const Listen& listen, const Manners& manners, Welcome welcome, ClientOf client_of)
    : impl_(std::make_unique<Impl>(listen, manners, std::move(welcome), std::move(client_of))) {}
ServerLoop::~ServerLoop() = default;
std::uint16_t ServerLoop::port() const { return impl_->listener.address().port(); }
std::string ServerLoop::address() const {
    return impl_->listen.socket.empty() ? impl_->listener.address().toString() : std::string();
}

}  // namespace tangible::serve

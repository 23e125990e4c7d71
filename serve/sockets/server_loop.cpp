// From top to bottom: binding the listener, the state of one connection, and the loop, which polls with Poco's PollSet.
// In each turn the loop reads and writes, takes back finished work, checks deadlines and lets waiting connections in.
//
// A connection belongs to the loop's thread, except between hand_over() and take_finished(): then `working` is set, a
// worker has its Talk, and the loop leaves it alone. Workers report back through `finished` and ring the bell.
//
// Defence against too many connections has three steps. A client above its share gives up one of its own connections,
// or the new one waits for a place. When all places are taken, any client's connection that does least gives way (see
// gives_way()). When requests and answers take too much memory, the largest goes.
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

constexpr auto look_around = 250ms;       // between two checks of the deadlines, which are seconds
constexpr auto drain_time = 3s;           // for a peer to read our last bytes and to close
constexpr auto stop_time = 4s;            // for answers in progress when the server ends
constexpr auto wait_time = 10s;           // for a place, while other connections of the client are served
constexpr std::size_t most_waiting = 16;  // connections that wait for each place: a workshop may share one address
constexpr auto first_words_time = 300ms;  // from connecting to the first bytes of a request, even from far away
constexpr int first_words_coming = 3;     // rank in gives_way()
constexpr auto still_time = 1s;  // a body or an answer that moved less than 1 KiB for so long may give way to others
constexpr std::size_t still_bytes = 1024, stall_bytes = 10 * 1024, read_bytes = 64 * 1024,
                      most_drained = std::size_t{32} << 20;
// By default the kernel buffers megabytes for a peer that reads nothing, and we would go on answering that peer.
constexpr int send_buffer_bytes = 128 * 1024;

/// Removes a socket that a killed server left at `path`, since bind() refuses a path that exists. Throws if it is
/// another kind of file, or if somebody listens on it: connecting shows which.
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

/// Returns a socket that listens. Failures say who holds the port and what to do.
net::ServerSocket bound(const Listen& listen) {
    constexpr int backlog = 512;  // connections that the kernel keeps for us while we are busy
    net::ServerSocket socket;
    const auto& path = listen.socket;
    if (!path.empty()) clear_the_place(path);
    try {
        if (path.empty())
            // `false`: without SO_REUSEPORT, which Poco sets by default. It would let a second server take a part of
            // the requests and report no error.
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
    // Every user who may enter the folder may connect: each of them may send mail anyway. Dovecot's socket is the same.
    if (!path.empty()) ::chmod(path.c_str(), 0666);
    return socket;
}

/// Returns how many connections fit into this process's limit of descriptors, and raises the limit as far as needed and
/// allowed. 512 stay for databases and files; 64 connections are the least that we serve.
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

/// One connection, from accept() to close().
struct Connection {
    net::StreamSocket socket;
    std::unique_ptr<Talk> talk;
    std::string client;
    std::string out{};  ///< bytes to send, of which `sent` are sent
    std::size_t sent = 0;
    Talk::At was = Talk::At::idle;                          ///< the phase that `since` was set for
    Clock::time_point began = Clock::now(), since = began;  ///< when it connected; from when its deadline counts
    std::size_t passed = 0;                                 ///< bytes of a body or an answer after `since`
    Clock::time_point moved = began;                        ///< when the last `still_bytes` were complete
    std::size_t moved_bytes = 0;                            ///< bytes after `moved`
    std::size_t held = 0, drained = 0;                      ///< bytes in memory; bytes thrown away while draining
    int mode = 0;          ///< what the poll set waits for; 0: the connection is not in the poll set
    bool waiting = false;  ///< for a place of its client; has sent nothing that we read
    /// A worker has it; its work threw; it got an answer before; the peer ended its side; it waits for the peer to
    /// close.
    bool working = false, failed = false, answered = false, ended = false, draining = false;

    poco_socket_t descriptor() const { return socket.impl()->sockfd(); }
    bool sending() const { return sent < out.size(); }
    bool at_rest() const { return draining || (answered && !sending() && talk->at() == Talk::At::idle); }
    bool before_request() const {
        return !sending() && (talk->at() == Talk::At::begun || talk->at() == Talk::At::idle);
    }
};

/// Wakes the loop from any thread, by an eventfd (eventfd(2)) in the poll set. Poco's PollSet takes sockets only, so
/// the descriptor is dressed as one; PollSet has its own wakeUp() only since Poco 1.12.
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

    /// Turns until the server stops. Then stops listening, dismisses what is idle, and goes on until all answers are
    /// sent or `stop_time` is over.
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
            } catch (const std::exception&) {  // no memory, for instance: go on, since stopping would help nobody
                std::this_thread::sleep_for(10ms);
            }
        }
    }

    /// One turn, in this order:
    ///   1. wait for sockets (250 ms at most), accept, read and write
    ///   2. take back what workers have finished, and send those answers
    ///   3. every 250 ms, close connections whose deadline is over, and listen again if accept() had failed
    ///   4. let connections in that waited for a place
    ///   5. close the largest ones while all together take too much memory
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

    /// Waits for sockets and serves those that are ready.
    void wait() {
        net::PollSet::SocketModeMap ready;
        try {
            ready =
                poll.poll(Poco::Timespan(std::chrono::duration_cast<std::chrono::microseconds>(look_around).count()));
        } catch (const Poco::Exception&) {
            std::this_thread::sleep_for(10ms);  // the reason is unknown; at once it may fail again, for ever
        }
        for (const auto& [socket, mode] : ready) {
            const auto descriptor = socket.impl()->sockfd();
            if (descriptor == bell.socket().impl()->sockfd())
                bell.hush();
            else if (descriptor == listener.impl()->sockfd())
                accept();
            else if (const auto found = connections.find(descriptor); found != connections.end())
                // Reads before it looks at the error: a peer may send its last bytes and reset at once.
                safely(*found->second, [this, m = mode](Connection& c) {
                    if (c.mode & net::PollSet::POLL_READ) hear(c);
                    if (m & net::PollSet::POLL_ERROR) throw net::NetException();
                });
        }
    }

    /// Calls `what`, then go_on(). If either fails, or the connection ends, `c` is closed and freed: do not use it
    /// after this call.
    template <class What> void safely(Connection& c, What what) {
        try {
            what(c);
            go_on(c);
        } catch (const std::exception&) {  // the peer went away, which is normal and not logged
            close(c);
        }
    }

    // accept() takes the listener out of the poll set when it fails: the poll would return at once, again and again.
    void listen_again() {
        if (!poll.has(listener)) poll.add(listener, net::PollSet::POLL_READ);
    }

    void stop_listening() {
        if (poll.has(listener)) poll.remove(listener);
        listener.close();
    }

    /// Accepts new connections, at most 64 in a turn, so that those we have are served too.
    void accept() {
        constexpr int at_once = 64;
        for (int i = 0; i < at_once; ++i) {
            net::StreamSocket socket;
            try {
                if (!listener.poll(Poco::Timespan(0), net::Socket::SELECT_READ)) return;
                socket = listener.acceptConnection();
            } catch (const Poco::Exception&) {
                // The peer is gone already, or no descriptor is left. Some close soon; step 3 of turn() tries again.
                poll.remove(listener);
                return;
            }
            try {
                enter(std::move(socket));
            } catch (const std::exception&) {  // the peer is gone already
            }
        }
    }

    /// Gives a new connection a place, or makes it wait for one of its client's places. If all places are taken and
    /// nobody gives way, the socket is closed unread.
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

    /// Begins to serve a connection. Reads at once what it has sent: while nothing is read, it counts as one that may
    /// give way, and those that connect after it could take its place.
    void begin(Connection& c) {
        ++present[c.client];
        c.since = Clock::now();
        safely(c, [this](Connection& one) { hear(one); });
    }

    /// Returns how many connections this client may have now. When three quarters of the places are taken, the rest is
    /// kept for clients with at most one connection, so that a few clients cannot keep all others out.
    std::size_t most_of(const std::string& client) const {
        const std::size_t kept = manners.some_for_others ? places / 4 : 0;
        if (client.empty()) return places - kept;
        constexpr std::size_t hardly_any = 2;
        return connections.size() >= places - kept ? std::min(manners.per_client, hardly_any) : manners.per_client;
    }

    /// Closes the oldest waiting connection of a client if very many of them wait.
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

    /// Returns whether one more connection of this client may come in. Closes one that it has to make that possible, if
    /// one gives way.
    bool place_for(const std::string& client) {
        const auto found = present.find(client);
        return found == present.end() || found->second < most_of(client) || dismiss_for(&client);
    }

    /// Lets connections in that wait for other connections of their client. The newest comes first: its peer most
    /// likely still wants the answer, and opening many connections then brings no advantage.
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

    /// Returns how soon a connection gives way to another one; the lowest rank goes first:
    ///   0  at rest: it has its answer, and nothing more has come
    ///   1  its first request is late
    ///   2  its body or its answer hardly moves
    ///   3  its first request may be on its way
    /// Returns nullopt for those that never give way: in a worker's hands, waiting, or moving.
    static std::optional<int> gives_way(const Connection& c, Clock::time_point now) {
        if (c.working || c.waiting) return std::nullopt;
        if (c.at_rest()) return 0;
        if (c.before_request()) return now - c.since > first_words_time ? 1 : first_words_coming;
        if (now - std::max(c.moved, c.since) > still_time) return 2;
        return std::nullopt;
    }

    /// Closes one connection of this client (nullptr: of any client), the oldest among those of the lowest rank.
    /// Returns whether there was one. O(connections).
    bool dismiss_for(const std::string* client) {
        const auto now = Clock::now();
        Connection* goes = nullptr;
        std::pair<int, Clock::time_point> of_it;
        for (const auto& entry : connections) {
            Connection& c = *entry.second;
            if (client && c.client != *client) continue;
            const auto rank = gives_way(c, now);
            // A client's own newcomer does not displace one of rank 3: it can wait (`waiting`) until that one is
            // served.
            if (!rank || (client && *rank == first_words_coming)) continue;
            const std::pair<int, Clock::time_point> of_this{*rank, c.since};
            if (!goes || of_this < of_it) goes = &c, of_it = of_this;
        }
        if (!goes) return false;
        last_words(*goes, Talk::Why::crowded);
        close(*goes);
        return true;
    }

    /// Closes the connection that has the most bytes in memory, unless a worker has it. Returns whether there was one.
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

    /// Tells a connection that is closed at once why, as far as its socket takes the bytes without waiting. Says
    /// nothing in the middle of an answer, where the bytes would be taken for a part of it.
    static void last_words(Connection& c, Talk::Why why) {
        if (c.waiting || c.draining || c.sending()) return;
        c.talk->dismiss(why);
        const std::string words = c.talk->said();
        if (!words.empty() && ::send(c.descriptor(), words.data(), words.size(), MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
            return;
    }

    /// Reads what has come. Calls recv() and send() directly, because versions of Poco differ in what receiveBytes()
    /// and sendBytes() do when a socket would block.
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

    /// Counts bytes that moved, and extends the deadline of a body or an answer by 10 KiB at a time. The deadline of a
    /// head is not extended: a client that sends it byte by byte must not keep its place for ever.
    static void got_on(Connection& c, std::size_t bytes) {
        if ((c.moved_bytes += bytes) >= still_bytes) c.moved_bytes = 0, c.moved = Clock::now();
        c.passed += bytes;
        if (c.passed < stall_bytes || (!c.sending() && c.talk->at() == Talk::At::begun)) return;
        c.passed = 0;
        c.since = Clock::now();
    }

    /// Does what comes next: sends what is to be sent, then hands a complete request to a worker, or begins to drain a
    /// connection that is over, or closes one that has ended, or waits for more bytes.
    void go_on(Connection& c) {
        if (c.working || c.waiting) return;
        if (!c.sending()) c.out = c.talk->said(), c.sent = 0;
        count_bytes(c);
        if (!send_some(c)) return poll_for(c, net::PollSet::POLL_WRITE);
        count_bytes(c);
        const auto at = c.talk->at();
        if (at == Talk::At::whole) return hand_over(c);
        if (at == Talk::At::over && !c.draining) {
            // Closing a socket with unread bytes resets it, and the peer may lose our last answer. So we end only our
            // side and read on until the peer closes (RFC 9112, 9.6).
            c.draining = true;
            c.since = Clock::now();
            ::shutdown(c.descriptor(), SHUT_WR);
        }
        if (at != c.was) c.was = at, c.since = Clock::now(), c.passed = 0;
        // The peer has ended its side. All complete requests are answered by now; an incomplete one gets no answer.
        if (c.ended || c.drained > most_drained) return close(c);
        poll_for(c, net::PollSet::POLL_READ);
    }

    /// Sends as much as the socket takes. Returns whether all is sent.
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
        std::string().swap(c.out);  // frees the memory, which clear() would keep
        c.sent = 0;
        return true;
    }

    bool others_wait(const Connection& c) const {
        return waiting_count > 0 && std::any_of(connections.begin(), connections.end(), [&](const auto& entry) {
                   return entry.second->waiting && entry.second->client == c.client;
               });
    }

    /// Gives a complete request to the workers. From here until take_finished() the loop does not touch the connection.
    void hand_over(Connection& c) {
        poll_for(c, 0);
        if (others_wait(c)) c.talk->crowd();
        c.working = true;
        workers->add(c.talk->who(), [this, &c](std::size_t worker) {
            try {
                c.talk->work(worker);
            } catch (...) {  // no memory, for instance
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

    /// Takes back the connections that workers have finished, and goes on with each.
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

    /// Makes the poll set wait for `mode` of this connection; 0 takes it out.
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

    /// Brings the sum of all bytes in memory up to date.
    void count_bytes(Connection& c) {
        held_bytes -= c.held;
        c.held = c.talk->held_bytes() + c.out.size();
        held_bytes += c.held;
    }

    /// Returns how long the connection may stay in its present phase, counted from `since`; nullopt for no limit.
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

    /// Ends connections whose time is over: with a message between or within requests, without one elsewhere.
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

    /// When the server stops: closes all connections but those that get an answer.
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
        } catch (const Poco::Exception&) {  // it is not in the poll set: good
        }
        held_bytes -= c.held;
        connections.erase(c.descriptor());  // closes the socket and frees `c`
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

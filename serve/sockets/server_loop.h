// The sockets of a server. One thread accepts, reads and writes for all connections without waiting for any of them,
// and a few workers get complete requests. So an idle or slow connection costs a descriptor and the bytes it has sent,
// but no worker. Connections are limited for each client and in all: when no place is free, the connection that has
// been idle longest gives way. The memory of all connections together is limited too: the largest gives way.
//
// server.cpp uses it for HTTP, lmtp_server.cpp for LMTP; each brings its protocol as a Talk:
//
//     ServerLoop loop({"127.0.0.1", 8080}, Manners{},
//                     [](const std::string& peer, const std::string& here) { return std::make_unique<MyTalk>(peer); },
//                     [](const std::string& peer) { return peer; });
//     // serves until `loop` is destroyed
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace tangible::serve {

/// The protocol of one connection: bytes in, bytes out, without socket or clock. The loop and the workers call it in
/// turn, one thread at a time.
class Talk {
public:
    enum class At {
        idle,    ///< between requests
        begun,   ///< a part of a request's head has come; the rest has to follow soon
        coming,  ///< the body of a request comes; it may take as long as it keeps coming
        whole,   ///< the request is complete: a worker may call work()
        over,    ///< nothing more is read; the connection ends once said() is sent
    };
    /// Why a connection has to end: it missed a deadline, others need its place or memory, or the server stops.
    enum class Why { slow, crowded, stopping };

    virtual ~Talk() = default;
    virtual At at() const = 0;
    /// Reads bytes that came from the peer, in pieces of any size.
    virtual void take(std::string_view bytes) = 0;
    /// Carries out the complete request. Called by a worker, only in At::whole; `worker` is its number, from 0. This is
    /// the only function that may take long.
    virtual void work(std::size_t worker) = 0;
    /// Called before work() when other connections of the same client wait for a place. Makes the next answer end the
    /// connection, and say so if the protocol can, so that the peer does not send another request into it.
    virtual void crowd() {}
    /// Ends the connection, and tells the peer why if the protocol can. at() is At::over afterwards.
    virtual void dismiss(Why) = 0;
    /// Returns the bytes to send, and forgets them.
    virtual std::string said() = 0;
    /// Returns how much memory this connection's bytes take.
    virtual std::size_t held_bytes() const = 0;
    /// Returns the client of the complete request, so that workers serve clients in turn; "" if all are served alike.
    virtual std::string who() const { return {}; }
};

/// Where a server listens: on a socket in the file system if `socket` is set, else on an address and a TCP port.
struct Listen {
    std::string address;
    std::uint16_t port = 0;          ///< 0: any free one
    std::filesystem::path socket{};  ///< at most 107 bytes, a limit of Linux
};

/// Limits and deadlines of a server.
struct Manners {
    std::size_t places = 1000;    ///< most connections; fewer if the system allows fewer descriptors
    std::size_t per_client = 8;   ///< most connections of one client
    bool some_for_others = true;  ///< keeps the last quarter of the places for clients with at most one connection
    std::size_t workers = 4;
    std::size_t most_bytes = std::size_t{128} << 20;  ///< of requests and answers, in memory at once
    std::chrono::seconds idle{15}, head{10};          ///< between requests, and for a head to become complete
    std::chrono::seconds stall{10};                   ///< for each 10 KiB of a body or an answer
    std::chrono::seconds in_all{0};                   ///< for a connection as a whole; 0: no limit
};

/// A server that runs for as long as this object lives.
class ServerLoop {
public:
    /// Makes the protocol of a new connection. `peer` and `here` are the addresses of its two ends without ports; ""
    /// for a socket in the file system.
    using Welcome = std::function<std::unique_ptr<Talk>(const std::string& peer, const std::string& here)>;
    /// Returns the client that a peer's address belongs to; per_client counts by it. "" for a peer that stands for many
    /// clients, such as a reverse proxy: its connections may take three quarters of all places (all of them without
    /// some_for_others).
    using ClientOf = std::function<std::string(const std::string& peer)>;

    /// Listens and serves at once. Throws Error{temporary} when it cannot listen, and names the process that holds the
    /// port if it can find it; {usage} when `socket` names a file that is not a socket.
    ServerLoop(const Listen&, const Manners&, Welcome, ClientOf);
    /// Stops: accepts nothing more, dismisses idle connections, gives answers in progress about four seconds, and waits
    /// for the workers to finish their requests.
    ~ServerLoop();
    /// Returns the port it listens on, also when `port` was 0.
    std::uint16_t port() const;
    /// Returns "127.0.0.1:8080"; "" for a socket in the file system.
    std::string address() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::serve

// One thread that accepts, reads and writes for all connections of a server without waiting for any of them, and a few
// workers that get whole requests.  A connection that is idle or slow costs a descriptor and what it has sent, and no
// worker.  Places are limited: for each client, and in all; when there is none, the one that has been idle for longest
// goes.  What connections hold in memory together is limited too: the largest goes first.
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

/// One connection's protocol: bytes in, bytes out.  It knows no socket and no clock.  One thread at a time.
class Talk {
public:
    enum class At {
        idle,    ///< between requests
        begun,   ///< a request's head is coming; it has to be whole soon
        coming,  ///< a request's body is coming; it may take as long as it keeps coming
        whole,   ///< a worker may work()
        over,    ///< nothing more is read
    };
    enum class Why { slow, crowded, stopping };

    virtual ~Talk() = default;
    virtual At at() const = 0;
    virtual void take(std::string_view bytes) = 0;
    /// In At::whole, by a worker: carries out what was asked.  `worker` counts from 0.
    virtual void work(std::size_t worker) = 0;
    /// Others of the same client wait for a place: the next answer ends the connection, and says so where the protocol
    /// can, so that the peer sends no request into a connection that is about to be closed.
    virtual void crowd() {}
    /// The connection is to end, and this says so to the peer where the protocol can; from here on it is over.
    virtual void dismiss(Why) = 0;
    /// Hands over what is to be sent.
    virtual std::string said() = 0;
    virtual std::size_t held_bytes() const = 0;
    /// Whose request it is, so that workers serve clients by turns; "" when nobody is told apart.
    virtual std::string who() const { return {}; }
};

/// Where a server listens: on a socket in the file system when that is set, or on an address and port (0: any free).
struct Listen {
    std::string address;
    std::uint16_t port = 0;
    std::filesystem::path socket{};
};

struct Manners {
    std::size_t places = 1000;  ///< connections in all; fewer where the system allows fewer descriptors
    std::size_t per_client = 8;
    bool some_for_others = true;  ///< the last quarter of the places is for clients that have hardly any
    std::size_t workers = 4;
    std::size_t most_bytes = std::size_t{128} << 20;  ///< of requests and answers, in memory at once
    std::chrono::seconds idle{15}, head{10};
    std::chrono::seconds stall{10};  ///< for each 10 KiB of a body or an answer
    std::chrono::seconds in_all{0};  ///< for a connection; 0: no end
};

class ServerLoop {
public:
    /// Makes the protocol of a new connection; `peer` and `here` are addresses without ports, "" for local sockets.
    using Welcome = std::function<std::unique_ptr<Talk>(const std::string& peer, const std::string& here)>;
    /// Tells clients apart by the peer's address; "" for peers that are no client themselves, such as a reverse proxy.
    using ClientOf = std::function<std::string(const std::string& peer)>;

    /// Listens and serves at once.  Throws Error{temporary} when it cannot listen, and names who does where it can.
    ServerLoop(const Listen&, const Manners&, Welcome, ClientOf);
    /// Stops: accepts nothing more, dismisses who is idle, and waits a few seconds for answers under way, and for the
    /// workers.
    ~ServerLoop();
    std::uint16_t port() const;
    /// "127.0.0.1:8080"; "" for a local socket.
    std::string address() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::serve

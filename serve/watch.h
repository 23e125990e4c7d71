// Every connection has a deadline for what it is doing; one thread closes those that are past it.
// Poco's own time-out counts one read only, so a peer that drips bytes would hold a thread for ever.
#pragma once
#include <Poco/Net/StreamSocket.h>
#include <atomic>
#include <chrono>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace tangible::serve {

class Watch {
public:
    using Clock = std::chrono::steady_clock;
    struct Connection {
        Poco::Net::StreamSocket socket;
        std::string peer;
        std::atomic<Clock::rep> deadline;
        void within(std::chrono::seconds s) { deadline = (Clock::now() + s).time_since_epoch().count(); }
    };
    Watch();
    ~Watch();
    /// nullptr when the peer has `max_per_peer` connections already.
    Connection* enter(const Poco::Net::StreamSocket&, int max_per_peer);
    void leave(Connection*);

private:
    void run();
    std::mutex mutex_;
    std::list<Connection> connections_;
    std::map<std::string, int> per_peer_;
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

}  // namespace tangible::serve

#include "serve/watch.h"

namespace tangible::serve {

Watch::Watch() : thread_([this] { run(); }) {}

Watch::~Watch() {
    stopping_ = true;
    thread_.join();
}

Watch::Connection* Watch::enter(const Poco::Net::StreamSocket& socket, int max_per_peer) {
    auto peer = socket.peerAddress().host().toString();
    std::lock_guard lock(mutex_);
    if (per_peer_[peer] >= max_per_peer) return nullptr;
    ++per_peer_[peer];
    auto& c = connections_.emplace_back(socket, peer, Clock::rep{0});
    c.within(std::chrono::seconds(10));  // for the first request's headers
    return &c;
}

void Watch::leave(Connection* connection) {
    std::lock_guard lock(mutex_);
    if (auto it = per_peer_.find(connection->peer); --it->second == 0) per_peer_.erase(it);
    connections_.remove_if([&](const Connection& c) { return &c == connection; });
}

void Watch::run() {
    while (!stopping_) {
        std::this_thread::sleep_for(std::chrono::milliseconds(250));
        std::lock_guard lock(mutex_);
        auto now = Clock::now().time_since_epoch().count();
        for (auto& c : connections_)
            if (c.deadline < now) try {
                    c.socket.shutdown();
                } catch (...) {
                }  // closed already is as good
    }
}

}  // namespace tangible::serve

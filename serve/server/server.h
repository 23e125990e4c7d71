// The web server: serve/sockets/server_loop.h and serve/web/http.h bring requests, a worker borrows a workspace for
// each (workspaces.h), and dispatch() of routes.h answers. The background tasks (background.h) start and stop with it.
#pragma once
#include "ingest/confined/confine.h"
#include "ingest/reading/reading_pool.h"
#include "serve/collection/workspaces.h"
#include <cstdint>
#include <memory>

namespace tangible::serve {

/// A server that runs for as long as this object lives.
class Server {
public:
    /// Makes the collection and serves it at once. Throws Error{temporary} when it cannot listen on the address, and
    /// what MakeCollection throws. When the codebook's file changes, makes the collection again and serves the new
    /// edition.
    Server(MakeCollection, ingest::ReadingPool&);
    /// Finishes the answers in progress (server_loop.h), stops the background tasks, and returns.
    ~Server();
    /// Returns the port it listens on, also when the settings say 0 (any free one).
    std::uint16_t port() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::serve

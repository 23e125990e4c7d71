// The house on a socket: requests come by serve/sockets/server_loop.h and serve/web/http.h, and each is answered at a
// desk.  What goes on beside (background.h) begins and ends with it.
#pragma once
#include "ingest/confined/confine.h"
#include "ingest/reading/reading_pool.h"
#include "serve/collection/workspaces.h"
#include <cstdint>
#include <memory>

namespace tangible::serve {

class Server {
public:
    /// Serves at once (port 0: a free one).  Throws Error{temporary} when the address is taken.  Makes the house again
    /// when the codebook's file is another.
    Server(MakeCollection, ingest::ReadingPool&);
    /// Gives the answers that are under way, and ends.
    ~Server();
    std::uint16_t port() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::serve

// The sockets and the threads.  Poco::Net behind this door, with the guard its 1.11 needs: framing
// checked, bodies counted, header values vetted, slow and greedy connections closed, one thread
// that follows the store (reads what arrived, brings the index along), one that sends mails, and one that learns from
// what people decided.
#pragma once
#include "ingest/confine.h"
#include "serve/routes.h"
#include <cstdint>
#include <functional>
#include <memory>

namespace tangible::serve {

/// The house as its settings, codebook and form are now.
using MakeHouse = std::function<House()>;

class Server {
public:
    /// Binds at once (port 0: a free one).  Throws Error{temporary} when the address is taken.  Makes the house again
    /// when the codebook's file is another.
    Server(MakeHouse, ingest::ReadingPool&);
    ~Server();
    std::uint16_t port() const;
    /// Serves until stop() is called, in any thread.
    void stop();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::serve

// The sockets.  Poco::Net behind this door, with the guard its 1.11 needs: framing
// checked, bodies counted, header values vetted, slow and greedy connections closed; what goes on beside (background.h)
// begins and ends with it.
#pragma once
#include "ingest/confine.h"
#include "serve/houses.h"
#include <cstdint>
#include <memory>

namespace tangible::serve {

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

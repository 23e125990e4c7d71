// The sockets of lmtp.h: a mail system on this machine hands its mails over here.  Each mail is committed and synced
// before it is answered; a thread of its own reads what was committed and brings the index along, many at a time.
// So many connections at once: when there are more, the one that has been idle for longest is told to come again later.
// A deadline for each command, for each piece of a mail and for a connection as a whole.
#pragma once
#include "ingest/confined/confine.h"
#include "ingest/reading/reading_pool.h"
#include "serve/collection/config.h"
#include <memory>

namespace tangible::serve {

class LmtpServer {
public:
    /// Listens on `config.lmtp_socket`, or on `config.lmtp_address` and `config.lmtp_port` (0: any that is free).
    /// Throws Error{temporary} when it cannot.  The pool is made before, and used until the end.
    LmtpServer(const Config&, ingest::ReadingPool&);
    ~LmtpServer();
    std::string place() const;  ///< as Postfix writes it: "unix:/run/t.sock", "inet:127.0.0.1:2424"

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::serve

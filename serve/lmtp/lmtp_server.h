// The LMTP server: a mail system on this machine, such as Postfix, delivers mails here. Each mail is committed and
// synced before the reply; a separate thread then reads the mails and updates the index, many at a time. Connections
// are limited: above the limit, the one that has been idle longest is asked to come again later. Each command, each
// piece of a mail and each connection as a whole has a deadline.
#pragma once
#include "ingest/confined/confine.h"
#include "ingest/reading/reading_pool.h"
#include "serve/collection/config.h"
#include <memory>

namespace tangible::serve {

/// A server that runs for as long as this object lives.
class LmtpServer {
public:
    /// Listens on `config.lmtp_socket` if that is set, else on `config.lmtp_address` and `config.lmtp_port` (0: any
    /// free one). Throws Error{temporary} when it cannot. The pool must outlive the server.
    LmtpServer(const Config&, ingest::ReadingPool&);
    /// Finishes the mails and the reading in progress. Mails that are not read by then stay pending for the next start.
    ~LmtpServer();
    /// Returns where it listens, as Postfix writes it: "unix:/run/t.sock", "inet:127.0.0.1:2424".
    std::string place() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::serve

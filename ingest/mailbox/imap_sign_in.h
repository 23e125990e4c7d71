// Signs in to a mail server with libcurl: agrees on TLS, authenticates, and then passes bytes both ways. This is the
// only file that uses libcurl for IMAP. Certificates and host names are always checked; no setting switches that off.
#pragma once
#include "ingest/mailbox/mailbox.h"
#include <memory>
#include <string>
#include <string_view>

namespace tangible::ingest {

/// A connection on which TLS is agreed and the user has signed in. Move-only; closes the connection when destroyed.
class SignedIn {
public:
    /// Connects and signs in; see connect_by_imap() for what it says and throws.
    static SignedIn to(const Mailbox&, const Say&, int stop);
    SignedIn(SignedIn&&) noexcept;
    ~SignedIn();

    /// Sends what can be sent now and returns the number of bytes; 0 means wait until handle() is writable. Throws
    /// ConnectionLost.
    std::size_t send(std::string_view);
    /// Appends what has arrived to `to` and returns the number of bytes; 0 means nothing yet. Throws ConnectionLost.
    std::size_t receive(std::string& to);
    /// The socket's file descriptor, for poll().
    int handle() const;

private:
    struct Impl;
    explicit SignedIn(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::ingest

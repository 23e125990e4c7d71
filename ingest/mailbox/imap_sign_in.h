// The door to libcurl: a connection to a mail server on which TLS is agreed and somebody has signed in, and then
// nothing but bytes both ways.  Certificates and names are checked always; there is no way to switch that off.
#pragma once
#include "ingest/mailbox/mailbox.h"
#include <memory>
#include <string>
#include <string_view>

namespace tangible::ingest {

class SignedIn {
public:
    /// Says each step.  Throws as connect_by_imap() does.
    static SignedIn to(const Mailbox&, const Say&, int stop);
    SignedIn(SignedIn&&) noexcept;
    ~SignedIn();

    /// How much of it could be sent at once; 0 when the other side does not take any just now.
    std::size_t send(std::string_view);
    /// Appends what has come, and says how much; 0 for nothing yet.
    std::size_t receive(std::string& to);
    int handle() const;

private:
    struct Impl;
    explicit SignedIn(std::unique_ptr<Impl>);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::ingest

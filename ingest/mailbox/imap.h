// The door to a mail server by IMAP (RFC 3501).  libcurl looks up, connects, agrees on TLS and signs in; what follows
// is said over its connection in IMAP's own words, since libcurl's cannot fetch a mail without marking it as read
// (BODY.PEEK), nor wait for news (IDLE, RFC 2177), nor tell folders.
#pragma once
#include "ingest/mailbox/mailbox.h"

namespace tangible::ingest {

/// Says each step that was done, in plain words.  Throws ConnectionLost, AskedToStop, or Error{refused} when signing in
/// or the certificate fails, with a remedy.  Gives up as soon as `stop` (a descriptor, or -1) can be read.
std::unique_ptr<MailConnection> connect_by_imap(const Mailbox&, const Say&, int stop);

}  // namespace tangible::ingest

// Connects to a mail server by IMAP (RFC 3501). libcurl looks up the host, connects, agrees on TLS and signs in. After
// that we speak IMAP over its connection ourselves, because libcurl's own IMAP cannot fetch a mail without marking it
// as read (BODY.PEEK), cannot wait for new mails (IDLE, RFC 2177), and does not parse lists of folders.
#pragma once
#include "ingest/mailbox/mailbox.h"

namespace tangible::ingest {

/// Connects and signs in. Calls `say` with a sentence for each step that succeeded. Throws ConnectionLost when the
/// server cannot be reached, Error{refused} with a remedy when the certificate or the sign-in fails, and AskedToStop as
/// soon as `stop` (a file descriptor, or -1 for none) becomes readable.
std::unique_ptr<MailConnection> connect_by_imap(const Mailbox&, const Say&, int stop);

}  // namespace tangible::ingest

// Decides whether an automatic answer may go to a mail, and to which address (RFC 3834, section 2). When in doubt it
// decides for silence: an answer to a mailing list or to another machine does more harm than a missing one.
#pragma once
#include "ingest/mail/mail_header.h"

namespace tangible::ingest {

/// Returns where an automatic answer to `letter` may go, and which mails the letter itself answers. `addr` is "" when
/// none may be sent; `not_because` then names the reason. `written_ms` is left at 0 for the caller to fill in.
///
/// The answer holds a private link, so it only ever goes to the sender in From. `reply_to` cannot redirect it: it can
/// only stop it, by naming one address that takes no answers. The addresses and the `machine_class` of `letter` must be
/// set already.
Answering answering(const Fields&, const Letter& letter, const std::vector<Address>& reply_to);

}  // namespace tangible::ingest

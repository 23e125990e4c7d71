// Whether an automatic answer may go to a mail, and where (RFC 3834, section 2).  Errs towards silence.
#pragma once
#include "ingest/mail/mail_header.h"

namespace tangible::ingest {

/// The answer holds a private link, so that it goes to the sender alone: `reply_to` may only ask for silence, by naming
/// an address that takes no answers.  `letter`: its addresses and machine class are known already.
Answering answering(const Fields&, const Letter& letter, const std::vector<Address>& reply_to);

}  // namespace tangible::ingest

// Whether an automatic answer may go to a mail, and where (RFC 3834, section 2).  Errs towards silence.
#pragma once
#include "ingest/mail_header.h"

namespace tangible::ingest {

/// `letter`: its addresses and machine class are known already.
Answering answering(const Fields&, const Letter& letter, const std::vector<Address>& reply_to);

}  // namespace tangible::ingest

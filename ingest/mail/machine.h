// Whether a mail was written by a machine: a bounce (RFC 3464 and what mail systems wrote before it), a
// complaint report (RFC 5965), an automatic answer (RFC 3834), a newsletter.  Such a mail is nobody's story.
#pragma once
#include "ingest/mail/mail_header.h"
#include <string>
#include <vector>

namespace tangible::ingest {

/// What a judgement rests on.  `types`: content types of all parts, the message's own first.
struct MachineSigns {
    const Fields& fields;
    const Letter& letter;
    const std::vector<Parametered>& types;
};

/// "bounce", "auto_reply", "feedback_report", "newsletter", "spam" (as a filter marked it) or "".  Headers and
/// structure first, words only beside a mailer's name.
std::string machine_class(const MachineSigns&);

}  // namespace tangible::ingest

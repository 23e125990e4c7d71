// Decides whether a machine wrote a mail: a bounce (RFC 3464, and what mail systems wrote before it), a complaint
// report (RFC 5965), an automatic answer (RFC 3834), a newsletter or what a filter marked as spam. Such a mail is not a
// story.
#pragma once
#include "ingest/mail/mail_header.h"
#include <string>
#include <vector>

namespace tangible::ingest {

/// The parts of a parsed mail that machine_class() looks at. `types` holds the content types of all parts, that of the
/// message itself first. The references are kept only during the call.
struct MachineSigns {
    const Fields& fields;
    const Letter& letter;
    const std::vector<Parametered>& types;
};

/// Returns "bounce", "auto_reply", "feedback_report", "newsletter" or "spam", or "" for a mail that a person wrote.
/// Header fields and the structure of the parts decide first; words in the text count only when the sender or the
/// subject already points to a mail system.
std::string machine_class(const MachineSigns&);

}  // namespace tangible::ingest

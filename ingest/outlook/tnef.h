// Reads winmail.dat (MS-OXTNEF), the form in which Outlook sends a mail to what it believes to be another Outlook.
// Takes any bytes: a file that is cut short gives what is there, and garbage behind its end is ignored.
#pragma once
#include "ingest/mail/mail.h"
#include <string_view>

namespace tangible::ingest {

/// Decides whether `bytes` begin with the signature of TNEF.
bool looks_like_tnef(std::string_view bytes);
/// Parses a winmail.dat, with up to 1,000 attachments. Notes in `problems` when it is cut short.
Letter letter_of_tnef(std::string_view bytes);

}  // namespace tangible::ingest

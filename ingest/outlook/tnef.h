// winmail.dat (MS-OXTNEF): a mail as Outlook sends it to what it takes for another Outlook.  Takes any bytes: what was
// cut short gives what there is, and garbage behind the end is left alone.
#pragma once
#include "ingest/mail/mail.h"
#include <string_view>

namespace tangible::ingest {

bool looks_like_tnef(std::string_view bytes);
Letter letter_of_tnef(std::string_view bytes);

}  // namespace tangible::ingest

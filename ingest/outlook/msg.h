// A mail as Outlook saves it to a file, .msg (MS-OXMSG).  Takes any bytes.
#pragma once
#include "ingest/mail/mail.h"
#include <string_view>

namespace tangible::ingest {

class Compound;

bool holds_msg(const Compound&);
Letter letter_of_msg(std::string_view bytes);

}  // namespace tangible::ingest

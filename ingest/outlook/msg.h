// Reads a mail that Outlook saved to a .msg file (MS-OXMSG). Takes any bytes.
#pragma once
#include "ingest/mail/mail.h"
#include <string_view>

namespace tangible::ingest {

class Compound;

/// Decides whether a compound file is a saved mail.
bool holds_msg(const Compound&);
/// Parses a .msg file, with up to 1,000 attachments. Bytes that are not one give an empty Letter.
Letter letter_of_msg(std::string_view bytes);

}  // namespace tangible::ingest

// Writes the mails of this program, and decides which addresses they may go to.
#pragma once
#include "serve/collection/config.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible::serve {

/// One mail before it is put into its format.
struct OwnMail {
    std::string to, subject;  ///< a bare address; a subject in UTF-8
    std::string message_id;   ///< without angle brackets
    std::int64_t sent_ms = 0;
    std::string body;                                       ///< UTF-8, lines end in CR LF
    std::vector<std::pair<std::string, std::string>> more;  ///< further header fields, in ASCII
};

/// Returns the complete mail (RFC 5322), lines end in CR LF. X-Auto-Response-Suppress asks other programs not to answer
/// it; X-Loop lets us recognise it if it comes back.
std::string written(const Config&, const OwnMail&);

/// Returns a random Message-ID in the domain of `mail_from`, without angle brackets.
std::string fresh_message_id(const Config&);

/// Returns whether an address is safe to write into a header and to give to the relay: one '@', at most 254 bytes, and
/// no character that could end or extend a header or an SMTP command. Addresses come from outsiders, so check each.
bool is_mailable(std::string_view addr);

}  // namespace tangible::serve

// A mail that this house writes, and whom it may write to.
#pragma once
#include "serve/collection/config.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible::serve {

struct OwnMail {
    std::string to, subject;  ///< subject in UTF-8
    std::string message_id;   ///< without angle brackets
    std::int64_t sent_ms = 0;
    std::string body;                                       ///< UTF-8, lines end in CRLF
    std::vector<std::pair<std::string, std::string>> more;  ///< fields, ASCII
};

/// The whole mail (RFC 5322), marked so that no program answers it and we know it again; lines end in CRLF.
std::string written(const Config&, const OwnMail&);

/// Random, in our domain.
std::string fresh_message_id(const Config&);

/// What goes into a header and to the relay may have been an outsider's.
bool is_mailable(std::string_view addr);
std::string in_lower_case(std::string addr);

}  // namespace tangible::serve

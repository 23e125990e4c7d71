// The mail that tells a sender that a story arrived: its reference, the private link, and what can be chosen.
// It quotes nothing of what was sent, since whoever got it by a forged sender must learn nothing.
#pragma once
#include "schemas/forms/form.h"
#include "schemas/store/store.h"
#include "serve/collection/config.h"
#include <string>

namespace tangible::serve {

struct Acknowledgement {
    std::string message_id;  ///< ours, without angle brackets; an answer to it is a follow-up
    std::string link;        ///< "" when this house has no address that people can open
    std::int64_t sent_ms = 0;
};

/// The whole mail (RFC 5322, automatic by RFC 3834), lines end in CRLF.
std::string acknowledgement_mail(const Config&, const Form&, const Owed&, const Acknowledgement&);

}  // namespace tangible::serve

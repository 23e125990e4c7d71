// Writes the mail that tells a sender that a story arrived: its reference, the private link, and the choices. It quotes
// nothing of the story, because the sender's address may be forged: then a stranger gets this mail.
#pragma once
#include "schemas/forms/form.h"
#include "schemas/store/store.h"
#include "serve/collection/config.h"
#include <string>

namespace tangible::serve {

/// What one acknowledgement says besides the story's reference.
struct Acknowledgement {
    std::string message_id;  ///< of this mail, without angle brackets; a reply to it becomes an addition to the story
    std::string link;        ///< the private link; "" if the collection has no base_url
    std::int64_t sent_ms = 0;
};

/// Returns the complete mail (RFC 5322), marked as an automatic reply (RFC 3834). Lines end in CR LF.
std::string acknowledgement_mail(const Config&, const Form&, const Owed&, const Acknowledgement&);

}  // namespace tangible::serve

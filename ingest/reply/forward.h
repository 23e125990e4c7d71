// A mail that was passed on: who told it, and the words in it, taken out from below what the mail program wrote above
// them
// ("Forwarded message", "From: ... Subject: ..."), in whichever language, with or without quote marks.
// When the sender's own words above are longer than what is passed on, those are the story, and this is no forward.
#pragma once
#include "schemas/shapes/story.h"
#include <optional>
#include <string>
#include <string_view>

namespace tangible::ingest {

struct Forward {
    Person author;
    std::string subject;  ///< of the mail passed on; that of the mail around it, without "Fwd:", where none is shown
    std::string covering, heading, body;  ///< words above, what the program wrote, the words passed on
};

/// Of a plain-text body.  Without a line such as "Forwarded message", a heading counts when nothing stands above it or
/// when `subject` begins with "Fwd:" or its like.  Linear.
std::optional<Forward> forwarded(std::string_view body, std::string_view subject);

/// "Fwd: ", "WG: ", "TR: ": says that a mail is passed on.
bool is_forward_subject(std::string_view subject);

}  // namespace tangible::ingest

// Finds a mail that was passed on, and who wrote it: takes its words out from below what the mail program wrote above
// them ("Forwarded message", "From: ... Subject: ..."), in any of many languages, with or without quote marks.
//
// If the sender's own words above are longer than what is passed on, they are the story, and the mail counts as no
// forward.
#pragma once
#include "schemas/shapes/story.h"
#include <optional>
#include <string>
#include <string_view>

namespace tangible::ingest {

/// A mail body, divided at the mail that was passed on. Each part has its line ends.
struct Forward {
    Person author;
    std::string subject;                  ///< of the mail passed on, else of the mail around it without "Fwd:"
    std::string covering, heading, body;  ///< the sender's words above, the program's lines, the words passed on
};

/// Divides a plain-text body (UTF-8, any line ends), or returns nullopt when it is not a forward. Without a line such
/// as "Forwarded message", a heading of fields counts only when nothing stands above it or when `subject` begins with
/// "Fwd:" or the like. Linear.
std::optional<Forward> forwarded(std::string_view body, std::string_view subject);

/// Decides whether a subject says that a mail is passed on: "Fwd: ", "WG: ", "TR: ".
bool is_forward_subject(std::string_view subject);

}  // namespace tangible::ingest

// What a step of reading makes of a submission, as one JSON object.  `tangible look` prints it, and the golden tests
// compare it with what is expected.  Call these functions in a confined child (ingest/confined), since the bytes may
// come from an outsider.
#pragma once
#include "schemas/shapes/story.h"
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Returns a mail's headers, bodies and attachments, and the teller's own words in it.
std::string look_letter(const Submission&);
/// Returns what reading the submission gives: its first story, or why it would be parked.  Stores nothing.
std::string look_story(const Submission&);

}  // namespace tangible::ingest

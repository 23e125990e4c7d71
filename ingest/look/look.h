// What a step makes of some bytes, as members of one JSON object: what `tangible look` prints and the golden tests
// compare.  Runs in the confined child, since the bytes are an outsider's.
#pragma once
#include "schemas/shapes/story.h"
#include <string>
#include <string_view>

namespace tangible::ingest {

/// A mail's headers, bodies, attachments, and the teller's words in it.
std::string look_letter(const Submission&);
/// What reading the submission gives: the story, or why it would be parked.
std::string look_story(const Submission&);

}  // namespace tangible::ingest

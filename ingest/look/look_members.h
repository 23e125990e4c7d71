// Members that `tangible look` adds for some kinds of files.  Each function has a file of its own, and adds nothing to
// a submission of another kind.
#pragma once
#include "schemas/ground/json_text.h"
#include "schemas/shapes/story.h"
#include <string_view>

namespace tangible::ingest {

/// Members of a JSON object, in the order in which they are written.
using Members = nlohmann::ordered_json;

/// Adds "cues": [{start, end, text}], with times in seconds and the text with its markup.
void look_captions(Members&, const Submission&);
/// Adds "rows": [["cell", ...], ...], and "rows_in_all" when there are too many to show.
void look_table(Members&, const Submission&);
/// Adds "messages", the number of mails in a mailbox, and "subjects", their subjects.
void look_mailbox(Members&, const Submission&);
/// Adds "personal", what could identify somebody, and "languages", [{start, end, language}].  `text` must be normal.
void look_text(Members&,
               std::string_view text);  ///< personal: [{kind, start, end, text}]; start and end in bytes of `text`

}  // namespace tangible::ingest

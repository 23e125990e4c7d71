// Members that `tangible look` adds for some kinds of file, each a function in a file of its own.
#pragma once
#include "schemas/ground/json_text.h"
#include "schemas/shapes/story.h"
#include <string_view>

namespace tangible::ingest {

using Members = nlohmann::ordered_json;  ///< an object

void look_captions(Members&, const Submission&);  ///< cues: [{start, end, text}] in seconds, marks and all
void look_table(Members&, const Submission&);     ///< rows: [["cell", ...], ...]
void look_mailbox(Members&, const Submission&);   ///< messages: how many; subjects
void look_text(Members&,
               std::string_view text);  ///< personal: [{kind, start, end, text}], bytes of the text; languages

}  // namespace tangible::ingest

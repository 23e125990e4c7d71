// Members that `tangible look` adds for some kinds of file, each a function in a file of its own.
#pragma once
#include "schemas/story.h"
#include <string>
#include <utility>
#include <vector>

namespace tangible::ingest {

using Members = std::vector<std::pair<std::string, std::string>>;

void look_captions(Members&, const Submission&);  ///< cues: [{start, end, text}] in seconds, marks and all
void look_table(Members&, const Submission&);     ///< rows: [["cell", ...], ...]
void look_mailbox(Members&, const Submission&);   ///< messages: how many; subjects

}  // namespace tangible::ingest

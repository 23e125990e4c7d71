// One submission to drafts: opens it by its kind, takes the story out, makes it normal.  Pure;
// it runs in the confined child (confine.h) since the bytes are an outsider's.
#pragma once
#include "schemas/story.h"
#include <variant>
#include <vector>

namespace tangible::ingest {

using Reading = std::variant<std::vector<Draft>, Rejection>;

Reading read(const Submission&);

}  // namespace tangible::ingest

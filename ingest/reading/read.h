// One submission to drafts: opens it by its kind, takes the story out, makes it normal.  Pure;
// it runs in the confined child (confine.h) since the bytes are an outsider's.
#pragma once
#include "schemas/shapes/story.h"
#include <string_view>
#include <variant>
#include <vector>

namespace tangible::ingest {

using Reading = std::variant<std::vector<Draft>, Rejection>;

/// `transcript`: words that a person typed, to stand for the text of bytes that may be empty then; one draft.
Reading read(const Submission&, std::string_view transcript = {});

}  // namespace tangible::ingest

// The shapes as JSON, exactly as schemas/openapi.yaml describes them.
//
// Each function returns one line without a line end.  Spans of codings and snippets are given in bytes and in code
// points.  Invalid UTF-8 never leaves the program: it becomes U+FFFD.  What must not leave is not written at all: who
// decided on a coding, a story's cuts and attachments, and the id of its submission.
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/forms/form.h"
#include "schemas/ground/json_text.h"
#include "schemas/shapes/coding.h"
#include "schemas/shapes/evidence.h"
#include "schemas/shapes/json_drafts.h"
#include "schemas/shapes/query.h"
#include "schemas/shapes/story.h"
#include "schemas/store/store.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// The codings must be of this story, and best in order of their spans: then the cost is linear.  Of the story's
/// answers only `answers` is written: what this reader may see (for_all_readers() in schemas/forms/questions.h).
std::string to_json(const Story&, const std::vector<Coding>&, const Answers& answers = {});
std::string to_json(const Results&);
std::string to_json(const Hit&);
std::string to_json(const Similar&);
std::string to_json(const Evidence&);
std::string to_json(const Codebook&);
std::string to_json(const Theme&);
/// `text` is the story's text, in which the code points are counted.
std::string to_json(const Coding&, std::string_view text);
std::string to_json(const Standing&);
std::string to_json(const Receipt&);
std::string to_json(const Parked&);
std::string to_json(const Partnership&);

// Each is a value to nest in other JSON.
nlohmann::ordered_json json_of(const Similar&);
nlohmann::ordered_json json_of(const Partnership&);

}  // namespace tangible

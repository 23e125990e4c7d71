// The JSON of a confined reader's answer, and of what was said beside a submission.  It passes between the program and
// its confined children only (ingest/reading/reading_pool.cpp); JSON for the outside is in schemas/json.
#pragma once
#include "schemas/shapes/story.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// Returns one line of JSON.
std::string to_json(const std::vector<Draft>&);
/// Reads what to_json() writes.  Throws Error{bad_schema} for anything else: a missing or additional member, a value of
/// another type or out of range, more than 100,000 drafts or 256 MiB.  The error never quotes the input.
std::vector<Draft> drafts_from_json(std::string_view);
/// Returns one line of JSON.
std::string to_json(const Details&);
/// Reads what to_json() writes, as strictly as drafts_from_json().
Details details_from_json(std::string_view);

}  // namespace tangible

// The shapes in JSON, as schemas/openapi.yaml has them.  Spans leave here in bytes and in code
// points; invalid UTF-8 never does (it becomes U+FFFD).
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/forms/form.h"
#include "schemas/shapes/coding.h"
#include "schemas/shapes/evidence.h"
#include "schemas/shapes/query.h"
#include "schemas/shapes/story.h"
#include "schemas/store/store.h"
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible {

// Each is one line of JSON without a line end.
std::string to_json(const Story&, const std::vector<Coding>&);
std::string to_json(const Results&);
std::string to_json(const Hit&);
std::string to_json(const Similar&);
std::string to_json(const Evidence&);
std::string to_json(const Codebook&);
std::string to_json(const Theme&);
std::string to_json(const Coding&, std::string_view text);
std::string to_json(const Standing&);
std::string to_json(const Receipt&);
std::string to_json(const Parked&);
std::string to_json(const Partnership&);

/// {"error": {"kind": ..., "what": ..., "hint": ...}}
std::string error_json(std::string_view kind, std::string_view what, std::string_view hint);

/// A flat object in the given order; values are JSON already, keys are text.
std::string json_object(const std::vector<std::pair<std::string, std::string>>& members);
std::string json_array(const std::vector<std::string>& values);
std::string json_string(std::string_view text);

// Between a confined reader and its parent.  Throws Error{bad_schema} on anything else.
std::string to_json(const std::vector<Draft>&);
std::vector<Draft> drafts_from_json(std::string_view);
std::string to_json(const Details&);
Details details_from_json(std::string_view);

}  // namespace tangible

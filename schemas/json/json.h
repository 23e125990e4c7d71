// The shapes in JSON, as schemas/openapi.yaml has them.  Spans leave here in bytes and in code
// points; invalid UTF-8 never does (it becomes U+FFFD).
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

// Each is a value to nest in other JSON.
nlohmann::ordered_json json_of(const Similar&);
nlohmann::ordered_json json_of(const Partnership&);

}  // namespace tangible

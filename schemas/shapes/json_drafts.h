// What a confined reader says to its parent, and what was said beside a submission, in JSON.
#pragma once
#include "schemas/shapes/story.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

// The readings throw Error{bad_schema} on anything that the writings do not write.
std::string to_json(const std::vector<Draft>&);
std::vector<Draft> drafts_from_json(std::string_view);
std::string to_json(const Details&);
Details details_from_json(std::string_view);

}  // namespace tangible

// A multipart/form-data body (RFC 7578) as a browser posts it: split without copying, framing
// checked.  Used before the commit to check that all arrived, and after it to read the story.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

struct FormPart {
    std::string name, filename, content_type;
    bool is_file = false;    ///< a filename was given, even an empty one
    std::string_view bytes;  ///< within the body
};

/// nullopt when the body is not whole: no closing boundary, a part without name, more than 200 parts.
/// An empty `boundary` is taken from the body's first line.
std::optional<std::vector<FormPart>> form_parts(std::string_view body, std::string_view boundary = {});
/// From a Content-Type header; "" when there is none or it is not one (RFC 2046, 1-70 characters).
std::string boundary_of(std::string_view content_type);
/// The first field of that name, or "".
std::string_view field(const std::vector<FormPart>&, std::string_view name);

}  // namespace tangible::ingest

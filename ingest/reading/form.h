// Splits a multipart/form-data body (RFC 7578) as browsers post it, without copying, and checks its framing. It is used
// before the commit to check that everything arrived, and after it to read the story:
//
//     const auto parts = form_parts(body, boundary_of(content_type));
//     if (!parts) return Rejection{"unreadable", "The form did not arrive whole."};
//     const std::string_view story = field(*parts, "story");
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// One field or file of a form. `bytes` is a view into the body.
struct FormPart {
    std::string name, filename, content_type;
    bool is_file = false;    ///< a filename parameter is there, even an empty one
    std::string_view bytes;  ///< the value, as posted
};

/// Returns the parts in order, or nullopt when the body is not whole or not well formed: no closing boundary, a part
/// without a name, a header above 16 KiB, more than 200 parts. An empty `boundary` is taken from the body's first line.
std::optional<std::vector<FormPart>> form_parts(std::string_view body, std::string_view boundary = {});
/// Returns the boundary that a Content-Type header declares, or "" when the header is not multipart/form-data or its
/// boundary breaks RFC 2046 (1 to 70 characters).
std::string boundary_of(std::string_view content_type);
/// A form as a browser would post it.
struct PostedForm {
    std::string content_type, body;
};
/// Returns the body that form_parts() splits into these parts: for fields, name and bytes count; for files, the other
/// members too.  The same parts give the same body, whose boundary occurs in none of them.
PostedForm posted_form(const std::vector<FormPart>&);
/// Returns the value of the first field (not file) called `name`, or "".
std::string_view field(const std::vector<FormPart>&, std::string_view name);

}  // namespace tangible::ingest

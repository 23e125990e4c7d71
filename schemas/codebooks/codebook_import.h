// Lists of labels from elsewhere, as JSON, made a codebook: [{id, name, parent, definition, includes, excludes,
// examples, indicators}, ...], of which id and name are needed.  What stands at the top and has only a name and
// children becomes a group; all else is a theme.  Nothing is left out in silence but keys that are no words of ours.
#pragma once
#include "schemas/codebooks/codebook.h"
#include <filesystem>
#include <string>
#include <string_view>

namespace tangible {

/// The YAML that read_codebook() reads, with `imported: yes`.  `examples` may be a list, or one text with quoted ones.
/// Throws Error{bad_schema} that names the entry: no id, twice the same id, no name, a circle.  A parent without an
/// entry becomes a group; the notice says so.
std::string codebook_yaml(std::string_view json, const std::string& id);

/// A codebook of ours, or (a file whose first sign is '[') such a list.
Codebook read_codebook_or_list(const std::filesystem::path&);

/// The quoted parts of a text: ‘All good’, ‘Thank you’, 'None'.  The whole text when nothing is quoted.
std::vector<std::string> quoted_parts(std::string_view text);

}  // namespace tangible

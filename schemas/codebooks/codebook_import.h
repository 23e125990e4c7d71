// Makes a codebook of another program's list of labels.
//
// The list is JSON: [{id, name, parent, definition, includes, excludes, examples, indicators}, ...].  Each entry needs
// an id and a name; other keys are ignored.  An entry with children but without a parent becomes a group.  It also
// becomes a theme if it has more than a name (a definition, examples, ...), as does every other entry.  Themes without
// a group are put together in one group, "Without a group".
//
//     [{"id": "1", "name": "Access"},
//      {"id": "1.1", "name": "Waiting", "parent": "1", "examples": "‘I waited for hours’"}]
#pragma once
#include "schemas/codebooks/codebook.h"
#include <filesystem>
#include <string>
#include <string_view>

namespace tangible {

/// Returns the list as YAML for read_codebook(), with the codebook id `id` and `imported: yes`.
///
/// `examples` and `indicators` may be lists of texts, or one text with quoted parts (see quoted_parts()).  A parent
/// that has no entry becomes a group, and the codebook's notice names it.  Throws Error{bad_schema}, which names the
/// entry, for an entry without id or name, an id that occurs twice, a value of the wrong type, or parents in a circle.
std::string codebook_yaml(std::string_view json, const std::string& id);

/// Reads a codebook from YAML, or from a list of labels when the first character of the file, apart from blanks, is
/// '['. The id of such a codebook is the file's name without its extension.  Throws as read_codebook() and
/// codebook_yaml().
Codebook read_codebook_or_list(const std::filesystem::path&);

/// Returns the quoted parts of a text: "‘All good’, ‘It’s fine’, 'None'" has three.  Returns the whole text when
/// nothing is quoted, and none for "".  Knows ‘’, “”, '' and "".
std::vector<std::string> quoted_parts(std::string_view text);

}  // namespace tangible

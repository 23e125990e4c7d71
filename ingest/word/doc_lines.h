// Interprets the control characters that old Word documents keep in their text (MS-DOC 2.4.1): ends of paragraphs and
// cells, breaks, fields.
#pragma once
#include "ingest/formats/lines.h"
#include <string_view>

namespace tangible::ingest {

/// Adds the paragraphs and table rows of `utf8` to `lines`. Of fields, adds what they show and not their instructions.
void add_doc_text(Lines&, std::string_view utf8);

}  // namespace tangible::ingest

// The signs that old Word documents keep in their text (MS-DOC 2.4.1): ends of paragraphs and cells, fields.
#pragma once
#include "ingest/formats/lines.h"
#include <string_view>

namespace tangible::ingest {

/// Paragraphs and rows of tables; of fields, what they show and not what they say to programs.
void add_doc_text(Lines&, std::string_view utf8);

}  // namespace tangible::ingest

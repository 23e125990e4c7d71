// Collects what documents keep beside their text (footnotes, comments, headers, footers) while one is read.
#pragma once
#include "ingest/formats/kinds.h"
#include <string>
#include <vector>

namespace tangible::ingest {

/// Appends an aside, unless it is blank or repeats an earlier header or footer, as those of each page do.
void add_aside(std::vector<Aside>&, AsideKind, std::string text);

/// Makes the headers and footers the text of a document whose body has no words.  Some people write a whole letter into
/// the page header.
void read_headers_of_an_empty_page(Document&);

}  // namespace tangible::ingest

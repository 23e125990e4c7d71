// What documents keep beside their text (footnotes, comments, headers), gathered while one is read.
#pragma once
#include "ingest/formats/kinds.h"
#include <string>
#include <vector>

namespace tangible::ingest {

/// Nothing when it is blank, or when it says the same as an earlier one of its kind on every page.
void add_aside(std::vector<Aside>&, AsideKind, std::string text);

/// A document without a word in its body says in its headers and footers what it says: they become its text.
void read_headers_of_an_empty_page(Document&);

}  // namespace tangible::ingest

// Documents to text: txt, md, html, doc, docx, odt, rtf, pdf, captions, csv, xlsx, xls.  One paragraph, heading, list
// item or table row a line.  One reader each, chosen by what the bytes are and not by what they are called. Takes any
// bytes; limits on inflated size (200 MiB), ratio (100), entries (2,000). Call it in a confined process (confine.h).
#pragma once
#include "ingest/formats/kinds.h"
#include "ingest/formats/readers.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// By magic bytes first, then by name and declared type where the bytes leave it open.
Kind kind_of(std::string_view bytes, std::string_view filename, std::string_view media_type);
Document document(std::string_view bytes, Kind, std::string_view declared_charset = {});

/// Without the sign ("•", "◦", "* ") before list items: a printed page may only draw it, so that no kind keeps it.
std::string without_list_signs(std::string_view utf8);

}  // namespace tangible::ingest

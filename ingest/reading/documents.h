// Extracts the text of documents: txt, md, html, doc, docx, odt, rtf, pdf, captions, csv, xlsx, xls. Each paragraph,
// heading, list item or table row becomes one line.
//
// There is one reader for each kind. The bytes choose the reader; the file name decides only where the bytes leave it
// open. Readers take any bytes within limits on inflated size (200 MiB), ratio (100) and entries (2,000). Call them in
// a confined process (confine.h):
//
//     const Kind kind = kind_of(bytes, "story.docx", "");
//     const Document found = document(bytes, kind);
//     if (!found.rejection.reason.empty()) return found.rejection;
//     set_text(draft, found.text);
#pragma once
#include "ingest/formats/kinds.h"
#include "ingest/formats/readers.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// Decides what kind of file `bytes` are: by their first bytes, then by the file name and the declared media type where
/// the bytes leave it open. Both may be "". Text that fits nothing else is Kind::text; bytes that are not text are
/// Kind::unknown.
Kind kind_of(std::string_view bytes, std::string_view filename, std::string_view media_type);
/// Reads a document of the given kind. The text is UTF-8, not yet normal. A document that cannot be read has a
/// `rejection` and no text. A short first line becomes the title when the document names none. `declared_charset` is
/// used for text formats only; "" means undeclared.
Document document(std::string_view bytes, Kind, std::string_view declared_charset = {});

/// Removes the bullet ("•", "◦", "* ") in front of list items, a line each. Some formats keep bullets and others only
/// draw them, so no kind keeps them. Items that were run together on one line ("• one • two") get their own lines.
std::string without_list_signs(std::string_view utf8);

}  // namespace tangible::ingest

// One reader for each kind of document, and what they share.  Inside ingest/ only: the rest of
// the room calls document().  Each takes any bytes; what it cannot read it says in `rejection`.
#pragma once
#include "ingest/formats/kinds.h"
#include "ingest/text/normalise.h"
#include <string>
#include <string_view>

namespace tangible::ingest {

Document read_text(std::string_view bytes, std::string_view declared_charset);
Document read_markdown(std::string_view bytes, std::string_view declared_charset);
Document read_html(std::string_view bytes, std::string_view declared_charset);
Document read_doc(std::string_view bytes);
Document read_docx(std::string_view bytes);
Document read_odt(std::string_view bytes);
Document read_rtf(std::string_view bytes);
Document read_pdf(std::string_view bytes);
Document read_xls(std::string_view bytes);
Document read_csv(std::string_view bytes, std::string_view declared_charset);
Document read_xlsx(std::string_view bytes);
Document read_captions(std::string_view bytes, std::string_view declared_charset);
/// A document without text yet, with the charset and what had to be put right about it.
Document begun(const Decoded& source);
/// Never text: says what the bytes are and which kinds can be read.
Document not_supported(std::string_view bytes);

std::string text_of_html(std::string_view html_utf8, Quotes = Quotes::plain);

/// CommonMark's marks removed, soft line ends joined; no HTML is made.
std::string text_of_markdown(std::string_view utf8);

/// "3", "c", "iv": the number of a list item; `format` is one of 1 a A i I.
std::string ordinal(int number, char format);

}  // namespace tangible::ingest

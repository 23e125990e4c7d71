// The readers of the kinds of documents, and what they share.
//
// Each reader takes any bytes and returns a Document, whose `rejection` says why when the bytes cannot be read. Readers
// of text also take the charset that the sender declared, or "".  Only code in ingest/ calls them directly; document()
// in ingest/reading/documents.h chooses the reader for everybody else.
#pragma once
#include "ingest/formats/kinds.h"
#include "ingest/text/normalise.h"
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Reads plain text, and joins lines that were broken only to fit a width.
Document read_text(std::string_view bytes, std::string_view declared_charset);
Document read_markdown(std::string_view bytes, std::string_view declared_charset);
Document read_html(std::string_view bytes, std::string_view declared_charset);
Document read_doc(std::string_view bytes);
Document read_docx(std::string_view bytes);
Document read_odt(std::string_view bytes);
Document read_rtf(std::string_view bytes);
Document read_pdf(std::string_view bytes);
/// Read a table as text, one row on each line.
Document read_xls(std::string_view bytes);
Document read_xlsx(std::string_view bytes);
Document read_csv(std::string_view bytes, std::string_view declared_charset);
/// Reads captions as the words that were spoken (ingest/captions/captions.h).
Document read_captions(std::string_view bytes, std::string_view declared_charset);
/// Returns a document without text, with the charset of `source` and a problem when the charset had to be corrected.
Document begun(const Decoded& source);
/// Returns a rejection that says what the bytes are and which kinds can be read.
Document not_supported(std::string_view bytes);

/// Returns the text that a reader of the page sees, one block on each line.  Does not fetch anything.  Linear.
std::string text_of_html(std::string_view html_utf8, Quotes = Quotes::plain);

/// Returns the HTML of Markdown (CommonMark 0.30, pipe tables, ~~struck out~~).  Tags that stand in it are text.
std::string html_of_markdown(std::string_view utf8);
/// Returns the text of Markdown without its marks, one paragraph on each line.
std::string text_of_markdown(std::string_view utf8);

/// Returns the number of a list item in one of the formats '1' (3), 'a' (c), 'A' (C), 'i' (iii) and 'I' (III).  Uses
/// digits for any other format, and for numbers below 1 or above 3999 in every format.
std::string ordinal(int number, char format);

}  // namespace tangible::ingest

// Documents to text: txt, md, html, doc, docx, odt, rtf, pdf, captions, csv, xlsx, xls.  One paragraph, heading, list
// item or table row a line.  One reader each, chosen by what the bytes are and not by what they are called. Takes any
// bytes; limits on inflated size (200 MiB), ratio (100), entries (2,000). Call it in a confined process (confine.h).
#pragma once
#include "schemas/shapes/story.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

enum class Kind {
    unknown,
    text,
    markdown,
    html,
    docx,
    odt,
    pdf,
    csv,
    mail,
    mbox,
    form,
    doc,
    captions,
    xlsx,
    rtf,
    xls,
    msg,
    tnef,
    zip,
    gzip
};
std::string_view name(Kind);

/// By magic bytes first, then by name and declared type where the bytes leave it open.
Kind kind_of(std::string_view bytes, std::string_view filename, std::string_view media_type);
/// Whether it is an mbox by its name, or by how it begins.  Opens nothing, so that it can be asked unconfined.
bool is_mailbox(std::string_view bytes, std::string_view filename);

struct Document {
    std::string title;          ///< from the document's own heading or properties; ""
    std::string text;           ///< UTF-8, not yet normal
    std::string charset;        ///< what the bytes were read as, for text and html
    std::vector<Aside> asides;  ///< beside the text, in the order of the file; not yet normal
    std::vector<std::string> problems;
    Rejection rejection;  ///< reason "" when it could be read: "encrypted", "no_text", "unreadable", "too_big",
                          ///< "not_supported"
};

Document document(std::string_view bytes, Kind, std::string_view declared_charset = {});

/// What a <blockquote> becomes: its text, or lines that begin with "> " (in mails, for reply.h to cut).
enum class Quotes { plain, marked };
std::string text_of_html(std::string_view html_utf8, Quotes = Quotes::plain);

/// Without the sign ("•", "◦", "* ") before list items: a printed page may only draw it, so that no kind keeps it.
std::string without_list_signs(std::string_view utf8);

/// Rows of RFC 4180 text; the separator (, ; tab |) is found by looking.  Quoted line ends are kept.  None of a text of
/// more than 1,000,000 cells.
std::vector<std::vector<std::string>> rows_of_csv(std::string_view utf8);

}  // namespace tangible::ingest

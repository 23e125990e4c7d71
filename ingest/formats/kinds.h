// The kinds of documents, and what each becomes.
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
/// What a file's name says that it is, or its declared type where the name says nothing; unknown when neither does.
Kind claimed(std::string_view filename, std::string_view media_type);

struct Document {
    std::string title;          ///< from the document's own heading or properties; ""
    std::string text;           ///< UTF-8, not yet normal
    std::string charset;        ///< what the bytes were read as, for text and html
    std::vector<Aside> asides;  ///< beside the text, in the order of the file; not yet normal
    std::vector<std::string> problems;
    Rejection rejection;  ///< reason "" when it could be read: "encrypted", "no_text", "unreadable", "too_big",
                          ///< "not_supported"
};

/// What a <blockquote> becomes: its text, or lines that begin with "> " (in mails, for reply.h to cut).
enum class Quotes { plain, marked };

}  // namespace tangible::ingest

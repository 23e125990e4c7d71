// The kinds of files that can be read, and what a document becomes when it is read.
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
/// Returns the name of a kind, as `tangible look` prints it: "docx".
std::string_view name(Kind);
/// Returns the kind that a file's name claims, by its extension, or else its declared media type; `unknown` when
/// neither is known.  The claim may be false: see kind_of() in ingest/reading/documents.h, which looks at the bytes.
Kind claimed(std::string_view filename, std::string_view media_type);

/// What a reader made of a file.
struct Document {
    std::string title;                  ///< from the document's own heading or properties; ""
    std::string text;                   ///< UTF-8, not normal yet
    std::string charset;                ///< the charset as which text and HTML were read; "" for other kinds
    std::vector<Aside> asides;          ///< words beside the text, in the order of the file; not normal yet
    std::vector<std::string> problems;  ///< sentences for people
    Rejection rejection;                ///< reason "" when the file could be read; else "encrypted", "no_text",
                                        ///< "unreadable", "too_big" or "not_supported"
};

/// What a <blockquote> of HTML becomes: plain text, or lines that begin with "> ", as reply.h expects them in mails.
enum class Quotes { plain, marked };

}  // namespace tangible::ingest

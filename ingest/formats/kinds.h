// The kinds of files that Tangible reads, one row of a table for each, and what a document becomes.
//
// To read one more kind of document: add its name to Kind, its reader to readers.h, and its row to the table in
// kinds.cpp. Names, endings and media types, the sentence that lists what can be read, and the reading of files inside
// mails, forms and archives all come from the row. Two things may need more: a kind that lies in a zip is recognised by
// kind_of_package(), and one whose first bytes are no fixed mark by kind_of().
#pragma once
#include "schemas/shapes/story.h"
#include <span>
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

/// What a file of some kind holds, which decides how it is read.
enum class Holds {
    nothing,  ///< that we can read
    words,    ///< a document
    rows,     ///< a table, of which each row may be a story
    files,    ///< an archive
    mail,     ///< one mail, with what is attached to it
    mails,    ///< a mailbox
    form,     ///< a posted web form
};

/// How the bytes of a kind are to be recognised when nothing else is known.
enum class Bytes {
    other,
    text,     ///< text in some charset, perhaps with marks in it
    package,  ///< a zip with parts of fixed names
};

/// One kind of file: a row of the table that kinds() returns. Endings and media types are in lower case, separated by
/// spaces.
struct KindRow {
    Kind kind;
    std::string_view name;        ///< "docx"
    std::string_view for_people;  ///< "Word (.docx, .doc)", where we list what we can read; "" leaves the kind out
    std::string_view endings, media_types;
    std::string_view beginning;  ///< first bytes of every such file; "" when there are none of its own
    Bytes bytes;
    Holds holds;
    /// Reads the words of a document, or the rows of a table as text; nullptr for what holds neither. The charset is
    /// what the sender declared, or "".
    Document (*read)(std::string_view bytes, std::string_view declared_charset);
};

/// Returns all kinds, in the order in which people see them.
std::span<const KindRow> kinds();
const KindRow& row_of(Kind);
/// Returns the name of a kind, as `tangible look` prints it: "docx".
std::string_view name(Kind);
/// Returns the kind that a file's name claims, by its ending, or else its declared media type; Kind::unknown when
/// neither is known. The claim may be false: see kind_of() in ingest/reading/documents.h, which looks at the bytes.
Kind claimed(std::string_view filename, std::string_view media_type);

/// What a <blockquote> of HTML becomes: plain text, or lines that begin with "> ", as reply.h expects them in mails.
enum class Quotes { plain, marked };

}  // namespace tangible::ingest

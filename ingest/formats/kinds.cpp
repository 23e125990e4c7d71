// The names of the kinds, and the extensions and media types by which files claim to be of one.  A name counts more
// than a declared type: mail programs declare many files as "application/octet-stream".
#include "ingest/formats/kinds.h"
#include "schemas/ground/ascii.h"
#include <array>

namespace tangible::ingest {
namespace {

/// An extension and a media type that both claim this kind; either may be "".
struct Claim {
    std::string_view ending, media_type;
    Kind kind;
};

constexpr std::array claims = {
    Claim{".txt", "text/plain", Kind::text},
    Claim{".text", "", Kind::text},
    Claim{".md", "text/markdown", Kind::markdown},
    Claim{".markdown", "text/x-markdown", Kind::markdown},
    Claim{".html", "text/html", Kind::html},
    Claim{".htm", "application/xhtml+xml", Kind::html},
    Claim{".xhtml", "", Kind::html},
    Claim{".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Kind::docx},
    Claim{".docm", "application/vnd.ms-word.document.macroenabled.12", Kind::docx},
    Claim{".odt", "application/vnd.oasis.opendocument.text", Kind::odt},
    Claim{".pdf", "application/pdf", Kind::pdf},
    Claim{".csv", "text/csv", Kind::csv},
    Claim{".tsv", "text/tab-separated-values", Kind::csv},
    Claim{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Kind::xlsx},
    Claim{".xlsm", "application/vnd.ms-excel.sheet.macroenabled.12", Kind::xlsx},
    Claim{".vtt", "text/vtt", Kind::captions},
    Claim{".srt", "application/x-subrip", Kind::captions},
    Claim{".sbv", "", Kind::captions},
    Claim{".eml", "message/rfc822", Kind::mail},
    Claim{".mbox", "application/mbox", Kind::mbox},
    Claim{"", "multipart/form-data", Kind::form},
};

}  // namespace

// In the order of the enum.
std::string_view name(Kind kind) {
    constexpr std::array names = {"unknown", "text", "markdown", "html", "docx", "odt", "pdf", "csv",  "mail", "mbox",
                                  "form",    "doc",  "captions", "xlsx", "rtf",  "xls", "msg", "tnef", "zip",  "gzip"};
    return names[static_cast<std::size_t>(kind)];
}

Kind claimed(std::string_view filename, std::string_view media_type) {
    std::string name = lower_ascii(filename), type = lower_ascii(media_type.substr(0, media_type.find(';')));
    while (type.ends_with(' ')) type.pop_back();
    for (const Claim& c : claims)
        if (!c.ending.empty() && name.ends_with(c.ending)) return c.kind;
    for (const Claim& c : claims)
        if (!c.media_type.empty() && type == c.media_type) return c.kind;
    return Kind::unknown;
}

}  // namespace tangible::ingest

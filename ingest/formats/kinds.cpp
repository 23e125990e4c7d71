// The table of kinds, and the endings and media types by which files claim to be of one. A name counts more than a
// declared type: mail programs declare many files as "application/octet-stream".
#include "ingest/formats/kinds.h"
#include "ingest/formats/readers.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <utility>

namespace tangible::ingest {
namespace {

/// Makes a row's reader of one that needs no charset, because the format says which it is.
template <Document (*read)(std::string_view)> Document of_bytes(std::string_view bytes, std::string_view) {
    return read(bytes);
}

// clang-format off
constexpr KindRow table[] = {
    {Kind::text, "text", "text", ".txt .text", "text/plain", "", Bytes::text, Holds::words, read_text},
    {Kind::docx, "docx", "Word (.docx, .doc)", ".docx .docm",
     "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
     " application/vnd.ms-word.document.macroenabled.12", "", Bytes::package, Holds::words, of_bytes<read_docx>},
    {Kind::doc, "doc", "", "", "", "", Bytes::other, Holds::words, of_bytes<read_doc>},
    {Kind::odt, "odt", "OpenDocument (.odt)", ".odt", "application/vnd.oasis.opendocument.text", "",
     Bytes::package, Holds::words, of_bytes<read_odt>},
    {Kind::rtf, "rtf", "RTF", "", "", "{\\rtf", Bytes::other, Holds::words, of_bytes<read_rtf>},
    {Kind::pdf, "pdf", "PDF", ".pdf", "application/pdf", "%PDF-", Bytes::other, Holds::words, of_bytes<read_pdf>},
    {Kind::html, "html", "HTML", ".html .htm .xhtml", "text/html application/xhtml+xml", "", Bytes::text,
     Holds::words, read_html},
    {Kind::markdown, "markdown", "Markdown", ".md .markdown", "text/markdown text/x-markdown", "", Bytes::text,
     Holds::words, read_markdown},
    {Kind::csv, "csv", "CSV", ".csv .tsv", "text/csv text/tab-separated-values", "", Bytes::text, Holds::rows, read_csv},
    {Kind::xlsx, "xlsx", "Excel (.xlsx, .xls)", ".xlsx .xlsm",
     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
     " application/vnd.ms-excel.sheet.macroenabled.12", "", Bytes::package, Holds::rows, of_bytes<read_xlsx>},
    {Kind::xls, "xls", "", "", "", "", Bytes::other, Holds::rows, of_bytes<read_xls>},
    {Kind::captions, "captions", "captions (.vtt, .srt)", ".vtt .srt .sbv", "text/vtt application/x-subrip", "WEBVTT",
     Bytes::text, Holds::words, read_captions},
    {Kind::mail, "mail", "", ".eml", "message/rfc822", "", Bytes::text, Holds::mail, nullptr},
    {Kind::msg, "msg", "", "", "", "", Bytes::other, Holds::mail, nullptr},
    {Kind::tnef, "tnef", "", "", "", "\x78\x9F\x3E\x22", Bytes::other, Holds::mail, nullptr},
    {Kind::mbox, "mbox", "", ".mbox", "application/mbox", "", Bytes::text, Holds::mails, nullptr},
    {Kind::form, "form", "", "", "multipart/form-data", "", Bytes::text, Holds::form, nullptr},
    {Kind::zip, "zip", "", "", "", "", Bytes::other, Holds::files, nullptr},
    {Kind::gzip, "gzip", "", "", "", "\x1F\x8B", Bytes::other, Holds::files, nullptr},
    {Kind::unknown, "unknown", "", "", "", "", Bytes::other, Holds::nothing, nullptr},
};
// clang-format on

/// Decides whether one of the words between spaces satisfies `is`.
bool any_word(std::string_view words, const auto& is) {
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find(' '));
        if (is(word)) return true;
        words.remove_prefix(std::min(word.size() + 1, words.size()));
    }
    return false;
}

}  // namespace

std::span<const KindRow> kinds() { return table; }

const KindRow& row_of(Kind kind) {
    const auto* row = std::ranges::find(table, kind, &KindRow::kind);
    return row == std::end(table) ? row_of(Kind::unknown) : *row;
}

std::string_view name(Kind kind) { return row_of(kind).name; }

Kind claimed(std::string_view filename, std::string_view media_type) {
    const std::string name = lower_ascii(filename);
    const std::string type = lower_ascii(trimmed(media_type.substr(0, media_type.find(';'))));
    for (const KindRow& row : table)
        if (any_word(row.endings, [&](std::string_view ending) { return name.ends_with(ending); })) return row.kind;
    for (const KindRow& row : table)
        if (any_word(row.media_types, [&](std::string_view known) { return type == known; })) return row.kind;
    return Kind::unknown;
}

}  // namespace tangible::ingest

// Decides what bytes are. What they begin with comes first, since names and declared types are often wrong; the name
// decides where the bytes leave it open, as between Markdown, CSV and plain text.
#include "ingest/captions/captions.h"
#include "ingest/formats/compound.h"
#include "ingest/formats/kinds.h"
#include "ingest/formats/package.h"
#include "ingest/formats/readers.h"
#include "ingest/mail/mail.h"
#include "ingest/outlook/msg.h"
#include "ingest/tables/xls_parts.h"
#include "ingest/text/charset.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <array>
#include <cctype>

namespace tangible::ingest {
namespace {

/// A format that we cannot read: its first bytes, and what it is called.
struct Foreign {
    std::string_view beginning, what;
};

constexpr std::array foreign = {
    Foreign{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office file"},
    Foreign{"\x89PNG\r\n", "a picture"},
    Foreign{"\xFF\xD8\xFF", "a picture"},
    Foreign{"GIF8", "a picture"},
    Foreign{"II*\0", "a picture"},
    Foreign{"OggS", "a sound recording"},
    Foreign{"7z\xBC\xAF", "a packed file (7z)"},
    Foreign{"Rar!", "a packed file (rar)"},
};

/// How much of the bytes is examined. PDF readers accept up to 1,024 bytes of other data in front of a PDF's header.
constexpr std::size_t looked_at_bytes = 4096, pdf_within_bytes = 1024;

const Foreign* foreign_format(std::string_view head) {
    auto found = std::ranges::find_if(foreign, [&](const Foreign& f) { return head.starts_with(f.beginning); });
    return found == foreign.end() ? nullptr : found;
}

/// Returns the kind whose files all begin like this, or Kind::unknown.
Kind begun_like(std::string_view head) {
    for (const KindRow& row : kinds())
        if (!row.beginning.empty() && head.starts_with(row.beginning)) return row.kind;
    return Kind::unknown;
}

/// Skips a UTF-8 byte order mark and white space.
std::string_view after_mark_and_space(std::string_view s) {
    if (s.starts_with("\xEF\xBB\xBF")) s.remove_prefix(3);
    return s.substr(std::min(s.find_first_not_of(" \t\r\n\f"), s.size()));
}

bool looks_like_html(std::string_view bytes) {
    std::string head = lower_ascii(after_mark_and_space(bytes.substr(0, looked_at_bytes)).substr(0, 256));
    for (std::string_view start : {"<!doctype html", "<html", "<head", "<body"})
        if (head.starts_with(start)) return true;
    return head.starts_with("<?xml") && head.find("<html") != head.npos;
}

/// Decides whether bytes are a Word 2003 document in one XML file.
bool looks_like_word_xml(std::string_view bytes) {
    return bytes.substr(0, looked_at_bytes).find("schemas.microsoft.com/office/word/2003/wordml") != bytes.npos;
}

/// Decides whether bytes are Korean or Chinese in 7 bits (ISO-2022-KR, -CN). These shift between letters with two
/// control bytes, announced by the escape "ESC $ )".
bool announces_shifts(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, looked_at_bytes);
    return head.find("\x1B$)") != head.npos;
}

/// Decides whether bytes are no text: more than 2 percent of the first 4 KiB are control bytes that no text has. UTF-16
/// and UTF-32 are text in spite of their many zeros; a mark or the way they read shows them.
bool looks_binary(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") || announces_shifts(bytes)) return false;
    if (!guessed_wide_charset(bytes).empty()) return false;
    std::string_view head = bytes.substr(0, looked_at_bytes);
    auto odd = std::ranges::count_if(head, [](unsigned char c) {
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1B;
    });
    auto zeros = std::ranges::count(head, '\0');
    bool utf16 = zeros * 3 > static_cast<std::ptrdiff_t>(head.size()) && odd == zeros;
    return !utf16 && odd * 50 > static_cast<std::ptrdiff_t>(head.size());
}

/// Decides whether bytes are a posted form whose Content-Type, and so its boundary, was lost.
bool looks_like_post(std::string_view bytes) {
    auto line_end = bytes.substr(0, 80).find("\r\n");
    return bytes.starts_with("--") && line_end != bytes.npos &&
           lower_ascii(bytes.substr(line_end + 2, 30)) == "content-disposition: form-data";
}

/// Tells old Office files apart by the streams in them.
Kind kind_of_compound(std::string_view bytes) {
    const Compound file(bytes);
    if (file.stream("WordDocument")) return Kind::doc;
    if (holds_msg(file)) return Kind::msg;
    return holds_xls(file) ? Kind::xls : Kind::unknown;
}

/// Returns what we can read, for people: "text, Word (.docx, .doc), ... or captions (.vtt, .srt)".
std::string all_readable() {
    std::vector<std::string_view> all;
    for (const KindRow& row : kinds())
        if (!row.for_people.empty()) all.push_back(row.for_people);
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i)
        out += (i == 0 ? "" : i + 1 < all.size() ? ", " : " or ") + std::string(all[i]);
    return out;
}

}  // namespace

// In order: what is sure by its first bytes; what a name may claim although other bytes stand in front (a PDF, a mail);
// binary data; then text, by its claim, and last by how it begins.
Kind kind_of(std::string_view bytes, std::string_view filename, std::string_view media_type) {
    Kind claim = claimed(filename, media_type);
    if (claim == Kind::form || looks_like_post(bytes)) return Kind::form;  // its parts may begin like anything
    // An old Office file that is none of ours goes on to the table, which says so in words.
    if (Compound::looks_like_one(bytes))
        if (Kind inside = kind_of_compound(bytes); inside != Kind::unknown) return inside;
    const std::string_view head = after_mark_and_space(bytes.substr(0, looked_at_bytes));
    if (Kind kind = begun_like(head); kind != Kind::unknown) return kind;
    if (foreign_format(head)) return Kind::unknown;
    if (bytes.starts_with("PK")) {
        Kind inside = kind_of_package(bytes);
        // A damaged .docx looks like a plain zip. Its own reader gives the better reason why it cannot be read.
        bool damaged =
            inside == Kind::zip && row_of(claim).bytes == Bytes::package && !Package(bytes).trouble().reason.empty();
        return damaged ? claim : inside;
    }
    bool open = claim == Kind::pdf || claim == Kind::unknown;
    if (open && bytes.substr(0, pdf_within_bytes).find("%PDF-") != bytes.npos && !looks_like_mail(bytes))
        return Kind::pdf;
    bool mail = claim == Kind::mail && looks_like_mail(bytes);  // its parts may be anything
    if (looks_binary(bytes)) return claim == Kind::pdf || mail ? claim : Kind::unknown;
    const bool claims_text = row_of(claim).bytes == Bytes::text;
    if (claims_text && claim != Kind::text) return claim;
    if (looks_like_html(bytes)) return Kind::html;
    if (looks_like_word_xml(bytes)) return Kind::docx;
    bool plain = claim == Kind::unknown || claim == Kind::text;
    if (plain && looks_like_mbox(bytes)) return Kind::mbox;
    if (plain && looks_like_captions(bytes)) return Kind::captions;
    if (claim == Kind::unknown && looks_like_mail(bytes)) return Kind::mail;
    return claims_text || claim == Kind::unknown ? Kind::text : claim;
}

/// Office files with a password are compound files with an "EncryptedPackage" stream; its name is in UTF-16.
Document not_supported(std::string_view bytes) {
    constexpr std::string_view encrypted_package = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    Document document;
    const Foreign* format = foreign_format(after_mark_and_space(bytes.substr(0, looked_at_bytes)));
    bool locked = format && bytes.find(std::string_view(encrypted_package.data(), 32)) != bytes.npos;
    if (locked)
        document.rejection = {"encrypted", "The file is locked with a password."};
    else {
        std::string what =
            format ? "This is " + std::string(format->what) + ". Tangible cannot read this kind of file yet. "
                   : "Tangible cannot read this kind of file. ";
        document.rejection = {"not_supported", what + "Send it as " + all_readable() + "."};
    }
    return document;
}

}  // namespace tangible::ingest

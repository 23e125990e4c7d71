// Walks the parts of a parsed mail with a stack and without recursion, because the sender decides how deep they nest.
// text/plain and text/html that are not declared as attachments are bodies; all else is an attachment.
//
// Mails within the mail are not parsed here. They become attachments, and enclosures.cpp opens them later.
#include "ingest/mail/mail_parts.h"
#include "ingest/mail/flowed.h"
#include "ingest/mail/transfer.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/limit_text.h"
#include <algorithm>
#include <gmime/gmime.h>

namespace tangible::ingest {
namespace {

/// Limits of mail.h.
constexpr int max_depth = 50;
constexpr std::size_t max_parts = 1000;

/// A part that waits for its turn, and how deep it lies.
struct Place {
    GMimeObject* object;
    int depth;
};

/// Returns the bytes of a part as they stand in the mail, still with their transfer encoding.
std::string content_bytes(GMimePart* part) {
    GMimeDataWrapper* content = g_mime_part_get_content(part);
    GMimeStream* encoded = content ? g_mime_data_wrapper_get_stream(content) : nullptr;
    if (!encoded) return {};
    GMimeStream* memory = g_mime_stream_mem_new();
    g_mime_stream_reset(encoded);
    g_mime_stream_write_to_stream(encoded, memory);
    const GByteArray* array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
    std::string bytes(reinterpret_cast<const char*>(array->data), array->len);
    g_object_unref(memory);
    return bytes;
}

/// Appends `more` on a new line.
void append_line(std::string& text, std::string_view more) {
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    text += more;
}

/// One walk over one message.
class Walk {
public:
    Walk(std::string_view source, Letter& letter) : source_(source), letter_(letter) {}
    std::vector<Parametered> over(GMimeObject* top);

private:
    void take(Place);
    void take_leaf(bool disposed, MailPart);
    void take_multipart(GMimeMultipart*, int depth);
    void take_text(const MailPart&);
    std::string_view embedded(GMimeMessagePart*) const;
    void complain(std::string problem);

    std::string_view source_;
    Letter& letter_;
    std::vector<Place> open_;              // a stack: the next part is the last
    std::vector<std::string> boundaries_;  // of multiparts met so far, as they stand in lines
    std::vector<Parametered> types_;
};

/// Notes a problem, each one once.
void Walk::complain(std::string problem) {
    if (std::find(letter_.problems.begin(), letter_.problems.end(), problem) == letter_.problems.end())
        letter_.problems.push_back(std::move(problem));
}

/// Returns the content type of a part. One that is missing or unreadable means text/plain (RFC 2045 5.2), or
/// message/rfc822 in a digest (RFC 2046 5.1.5).
Parametered type_of(GMimeObject* object, const Fields& fields) {
    Parametered type = header_parameters(fields.get("content-type"), {});
    const auto slash = type.value.find('/');
    const bool broken = slash == type.value.npos || slash == 0 || slash + 1 == type.value.size();
    // A "multipart" that GMime did not divide, as when there are two types, can only be read as text.
    if (broken || (type.value.starts_with("multipart/") && !GMIME_IS_MULTIPART(object))) {
        type.value = "text/plain";
        if (GMIME_IS_MESSAGE_PART(object)) type.value = "message/rfc822";  // the default in a digest
    }
    return type;
}

/// Returns the declared charset without comments and stray quotes: "utf-8" for `utf-8 (Unicode)`.
std::string charset_of(const Parametered& type) {
    const std::string charset = lower_ascii(trimmed(type.get("charset")));
    return charset.substr(0, charset.find_first_of(" ('\""));
}

/// Takes one part: its type, name and decoded bytes, or its parts.
void Walk::take(Place place) {
    const Fields fields = fields_of(place.object);
    Parametered type = type_of(place.object, fields);
    types_.push_back(type);
    if (GMIME_IS_MULTIPART(place.object)) return take_multipart(GMIME_MULTIPART(place.object), place.depth);
    const Parametered disposition = header_parameters(fields.get("content-disposition"), charset_of(type));
    MailPart part;
    part.content_type = type.value;
    part.charset = charset_of(type);
    part.flowed = lower_ascii(type.get("format")) == "flowed";
    part.delsp = lower_ascii(type.get("delsp")) == "yes";
    part.filename = disposition.get("filename");
    if (part.filename.empty()) part.filename = type.get("name");
    if (GMIME_IS_MESSAGE_PART(place.object))
        part.bytes = embedded(GMIME_MESSAGE_PART(place.object));
    else if (GMIME_IS_PART(place.object))
        part.bytes = transfer_decoded(content_bytes(GMIME_PART(place.object)), fields.get("content-transfer-encoding"));
    take_leaf(disposition.value == "attachment", std::move(part));
}

/// Adds a part without parts to the bodies or the attachments.
void Walk::take_leaf(bool disposed, MailPart part) {
    static constexpr std::string_view encrypted[] = {"application/pgp-encrypted", "application/pkcs7-mime",
                                                     "application/x-pkcs7-mime"};
    if (std::find(std::begin(encrypted), std::end(encrypted), part.content_type) != std::end(encrypted))
        complain("part of the message is encrypted or sealed and was not opened");
    part.attached = disposed || (part.content_type != "text/plain" && part.content_type != "text/html");
    if (part.attached)
        letter_.attachments.push_back(std::move(part));
    else
        take_text(part);
}

/// Appends a text part to the body of its kind.
void Walk::take_text(const MailPart& part) {
    Decoded read = decoded(part.bytes, part.charset);
    if (!read.problem.empty()) complain(read.problem);
    if (part.content_type == "text/html") return append_line(letter_.html, read.text);
    if (letter_.text_charset.empty()) letter_.text_charset = read.charset;
    append_line(letter_.text, part.flowed ? without_flow(read.text, part.delsp) : read.text);
}

/// Puts the parts of a multipart on the stack, the first one on top. One without any parts gives the text in front of
/// the first boundary, which is all that there is.
void Walk::take_multipart(GMimeMultipart* multipart, int depth) {
    if (depth >= max_depth) return complain("parts nested more than " + in_digits(max_depth) + " deep were not opened");
    if (const char* boundary = g_mime_multipart_get_boundary(multipart))
        boundaries_.push_back(std::string("--") + boundary);
    const int count = g_mime_multipart_get_count(multipart);
    for (int i = count; i-- > 0;) open_.push_back({g_mime_multipart_get_part(multipart, i), depth + 1});
    if (count > 0) return;
    complain("the message says that it has parts, but none was found");
    if (const char* prologue = g_mime_multipart_get_prologue(multipart)) {
        MailPart part;
        part.content_type = "text/plain";
        part.bytes = prologue;
        take_text(part);
    }
}

/// Returns the byte offset of the first header of a message or part; npos when it has none. GMime gives a message's
/// Content-* headers to its part, so embedded() asks both.
std::size_t first_header(GMimeObject* object) {
    GMimeHeaderList* headers = object ? g_mime_object_get_header_list(object) : nullptr;
    if (!headers || g_mime_header_list_get_count(headers) == 0) return std::string_view::npos;
    const gint64 offset = g_mime_header_get_offset(g_mime_header_list_get_header_at(headers, 0));
    return offset < 0 ? std::string_view::npos : static_cast<std::size_t>(offset);
}

/// Returns a mail within the mail as it stands in the source: from its first header to the next boundary of a multipart
/// around it. GMime could write it out again, but that changes it and may hang.
std::string_view Walk::embedded(GMimeMessagePart* part) const {
    GMimeMessage* message = g_mime_message_part_get_message(part);
    if (!message) return {};
    const std::size_t begin =
        std::min(first_header(GMIME_OBJECT(message)), first_header(g_mime_message_get_mime_part(message)));
    if (begin >= source_.size()) return {};
    const std::string_view rest = source_.substr(begin);
    for (auto at = rest.find("\n--"); at != rest.npos; at = rest.find("\n--", at + 1)) {
        const auto line = rest.substr(at + 1);
        if (std::any_of(boundaries_.begin(), boundaries_.end(), [&](const auto& b) { return line.starts_with(b); }))
            return rest.substr(0, at > 0 && rest[at - 1] == '\r' ? at - 1 : at);
    }
    return rest;
}

/// Walks over all parts in order, and returns their types.
std::vector<Parametered> Walk::over(GMimeObject* top) {
    if (top) open_.push_back({top, 0});
    while (!open_.empty()) {
        const Place next = open_.back();
        open_.pop_back();
        if (types_.size() >= max_parts) {
            complain("only the first " + in_digits(max_parts) + " parts were opened");
            break;
        }
        if (next.object) take(next);
    }
    return std::move(types_);
}

}  // namespace

Fields fields_of(GMimeObject* object) {
    Fields fields;
    GMimeHeaderList* list = g_mime_object_get_header_list(object);
    for (int i = 0; i < g_mime_header_list_get_count(list); ++i) {
        GMimeHeader* header = g_mime_header_list_get_header_at(list, i);
        const char* raw = g_mime_header_get_raw_value(header);
        fields.all.emplace_back(g_mime_header_get_name(header), raw ? raw : "");
    }
    return fields;
}

std::vector<Parametered> take_parts(GMimeObject* top, std::string_view source, Letter& letter) {
    return Walk(source, letter).over(top);
}

}  // namespace tangible::ingest

// A mail as its headers and parts say (RFC 5322, 2045-2049, 2231), decoded to UTF-8.  GMime is
// behind this door.  Takes any bytes; never re-encodes what it parsed; stops at limits
// (25 MiB, 1,000 parts, depth 50, 2,000 header lines) with a problem, not an error.
// Call it in a confined process (confine.h).
#pragma once
#include "schemas/shapes/story.h"
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

struct Address {
    std::string addr, name;
};

struct MailPart {
    std::string content_type;  ///< lower-case "text/plain"
    std::string charset;       ///< declared, lower-case; ""
    std::string filename;
    bool attached = false;               ///< Content-Disposition: attachment, or a named part that is not a body
    bool flowed = false, delsp = false;  ///< RFC 3676
    std::string bytes;                   ///< after transfer decoding
};

struct Letter {
    std::string subject, message_id, in_reply_to;
    Address from;
    std::vector<Address> to, cc;
    std::string date_utc;      ///< "2019-03-04T10:20:30Z", "" when there is none
    std::string text, html;    ///< the bodies as UTF-8; several of a kind joined by a line end
    std::string text_charset;  ///< what the first text body was read as
    std::vector<MailPart> attachments;
    Answering answering;
    std::string machine_class;  ///< "bounce", "auto_reply", "feedback_report", "newsletter", "spam", ""
    std::vector<std::string> problems;
};

/// True when the bytes begin like a mail (a header field, "From " line allowed).
bool looks_like_mail(std::string_view bytes);
Letter letter(std::string_view bytes);

/// Where a mail stands in a mailbox, its "From " line left out.
struct MailPlace {
    std::uint64_t begin = 0, size_bytes = 0;
};
/// Gives `size` bytes of a mailbox from `at` on, fewer only at its end.
using BytesAt = std::function<std::string(std::uint64_t at, std::size_t size)>;

/// Finds the mails of an mbox (RFC 4155 and what programs really write) or MMDF of `size` bytes, one after the other;
/// ">From " stays as it is.  Holds half a megabyte of it, whatever its size.  Looks at lines only, so that it can be
/// asked unconfined.  Linear.
void each_in_mbox(const BytesAt&, std::uint64_t size, const std::function<void(MailPlace)>& each);
/// The same of a mailbox in memory, as views into it.
std::vector<std::string_view> messages_in_mbox(std::string_view bytes);
bool looks_like_mbox(std::string_view bytes);
/// Whether it is an mbox by its name, or by how it begins.  Opens nothing, so that it can be asked unconfined.
bool is_mailbox(std::string_view bytes, std::string_view filename);
/// As it was before the mailbox hid its "From " lines (mboxo, mboxrd): a reader would take ">From " for a quotation.
std::string without_from_quotes(std::string_view message);

}  // namespace tangible::ingest

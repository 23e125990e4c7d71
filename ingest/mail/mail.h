// Parses a mail (RFC 5322, 2045 to 2049, 2231) into a Letter, decoded to UTF-8, and finds the mails of a mailbox file.
// Only this folder uses GMime.
//
// letter() takes any bytes. It stops at its limits (25 MiB, 1,000 parts, depth 50, 2,000 header lines) and notes that
// in `problems` instead of throwing. Call it in a confined process (confine.h), because the bytes come from outside:
//
//     const Letter mail = letter(bytes);
//     if (!mail.machine_class.empty()) return;  // a bounce, a newsletter ...
//     std::string story = mail.text.empty() ? text_of_html(mail.html) : mail.text;
//     for (const MailPart& part : mail.attachments) read(part.filename, part.bytes);
#pragma once
#include "schemas/shapes/story.h"
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// A mailbox as a header field names it. `addr` is in lower case; it is "" when only a name was written.
struct Address {
    std::string addr, name;
};

/// One leaf of the MIME tree: a body, an attached file, or a whole mail within the mail.
struct MailPart {
    std::string content_type;            ///< lower case, without parameters: "text/plain"
    std::string charset;                 ///< as declared, in lower case; "" when not declared
    std::string filename;                ///< UTF-8; "" when not declared
    bool attached = false;               ///< Content-Disposition: attachment, or not plain text or HTML
    bool flowed = false, delsp = false;  ///< RFC 3676
    std::string bytes;                   ///< after transfer decoding
};

/// A mail after parsing. All texts are UTF-8 but not yet normal (normalise.h). A field that the mail lacks is empty.
struct Letter {
    std::string subject, message_id, in_reply_to;  ///< the ids without angle brackets
    Address from;
    std::vector<Address> to, cc;
    std::string date_utc;      ///< from Date: "2019-03-04T10:20:30Z"; "" when missing or unreadable
    std::string text, html;    ///< the bodies; several of one kind are joined by a line end
    std::string text_charset;  ///< the charset the first plain-text body was read in
    std::vector<MailPart> attachments;
    Answering answering;
    std::string machine_class;          ///< see machine.h; "" for a person's mail
    std::vector<std::string> problems;  ///< sentences: limits that were passed, wrong charset labels
};

/// Decides whether `bytes` begin with a mail header; a "From " line may stand before it. One field that only mail has
/// (Received, Message-ID ...) is enough, or two of the usual ones (From, Subject ...).
bool looks_like_mail(std::string_view bytes);
/// Parses one mail. Never throws because of its contents: bytes that are not a mail give a Letter with a problem.
Letter letter(std::string_view bytes);

/// Where a mail lies in a mailbox file: byte offset and length, without its "From " line.
struct MailPlace {
    std::uint64_t begin = 0, size_bytes = 0;
};
/// Reads `size` bytes of a mailbox file from the byte offset `at`, or fewer at the end of the file.
using BytesAt = std::function<std::string(std::uint64_t at, std::size_t size)>;

/// Calls `each` for every mail of a mailbox file of `size` bytes, in order. Reads mbox (RFC 4155, and what programs
/// really write) and MMDF. The places include ">From " lines as they stand; undo these with without_from_quotes().
///
/// Looks at lines only and parses no mail, so it may run outside the confined process. Keeps half a megabyte in memory,
/// whatever the size. Linear.
void each_in_mbox(const BytesAt&, std::uint64_t size, const std::function<void(MailPlace)>& each);
/// As each_in_mbox(), for a mailbox in memory. The views point into `bytes`.
std::vector<std::string_view> messages_in_mbox(std::string_view bytes);
/// Decides whether `bytes` begin with an mbox separator ("From ann@example.org Fri Feb 22 ...") or an MMDF one.
bool looks_like_mbox(std::string_view bytes);
/// Decides whether a file is a mailbox, by its name (".mbox") or, when the name leaves it open, by how it begins. May
/// run outside the confined process.
bool is_mailbox(std::string_view bytes, std::string_view filename);
/// Returns `message` as it was before it was put into a mailbox: removes one ">" from each line of the body that begins
/// ">From " or ">>From " (mboxo, mboxrd). Left in place, the ">" would make the line look like a quotation.
std::string without_from_quotes(std::string_view message);

}  // namespace tangible::ingest

// Adds the number of mails and their subjects when the bytes are a mailbox, or a text file without an extension, which
// may be one.  Only the header of each mail is parsed.
#include "ingest/look/look_members.h"
#include "ingest/mail/mail.h"
#include "ingest/reading/documents.h"
#include <algorithm>
#include <nlohmann/json.hpp>

namespace tangible::ingest {
namespace {

constexpr std::size_t max_header_bytes = 256 << 10;

/// Returns the subject of a mail.  Parses the header alone, which ends at the first blank line.
std::string subject_of(std::string_view message) {
    std::size_t end = std::min({message.find("\n\n"), message.find("\n\r\n"), max_header_bytes, message.size()});
    return letter(message.substr(0, end)).subject;
}

/// Returns whether a file may be a mailbox though it does not begin as one: mail programs call their mailboxes "Inbox"
/// or "Sent", and an empty one has no first mail to recognise it by.
bool may_be_mailbox(const Submission& s) {
    return s.filename.find('.') == s.filename.npos && kind_of(s.bytes, s.filename, s.media_type) == Kind::text;
}

}  // namespace

void look_mailbox(Members& m, const Submission& s) {
    if (!is_mailbox(s.bytes, s.filename) && !may_be_mailbox(s)) return;
    std::vector<std::string> subjects;
    for (std::string_view message : messages_in_mbox(s.bytes)) subjects.push_back(subject_of(message));
    m["messages"] = subjects.size();
    m["subjects"] = std::move(subjects);
}

}  // namespace tangible::ingest

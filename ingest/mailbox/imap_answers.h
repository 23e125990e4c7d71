// Answers of an IMAP server (RFC 3501, 9), read without trust: any bytes give an answer or none, in linear time and
// without recursion over their parentheses.
#pragma once
#include "ingest/mailbox/mailbox.h"
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// One answer: its lines joined, with `literal_mark` for each literal, which is kept beside them in order.
struct ImapAnswer {
    std::string line;
    std::vector<std::string> literals;
};
inline constexpr char literal_mark = '\0';

/// The bytes that follow a line that ends in "{123}".
std::optional<std::uint64_t> literal_announced(std::string_view line);

/// Of "* CAPABILITY IMAP4rev1 IDLE" or "... [CAPABILITY IMAP4rev1 IDLE] ...": in capitals; none when it is neither.
std::set<std::string> capabilities_in(const ImapAnswer&);
/// Of "* 12 EXISTS".
std::optional<std::uint32_t> messages_in(const ImapAnswer&);
/// Of "* OK [UIDVALIDITY 12] ...".
std::optional<std::uint32_t> number_of_code(const ImapAnswer&, std::string_view code);
/// Of "* LIST (\Flags) "/" name": the name as on the wire; nullopt also for one that cannot hold mails.
std::optional<std::string> folder_in(const ImapAnswer&);
/// Of "* 3 FETCH (UID 7 FLAGS (\Seen) RFC822.SIZE 1234)"; nullopt when UID or size is missing.
std::optional<MailConnection::Mail> mail_in(const ImapAnswer&);
/// Of "* 3 FETCH (UID 7 BODY[]<0> {1234}"; nullopt when it is another mail's or no body.
std::optional<std::string> body_in(const ImapAnswer&, std::uint32_t uid);

/// "OK", "NO" or "BAD" of the answer that ends the command `tag`; "" for any other answer.
std::string_view end_of(const ImapAnswer&, std::string_view tag);
/// What the server said beside it, fit to be shown: printable ASCII, one line, at most 200 signs.
std::string words_of(std::string_view line);

/// "3,4,5,9" as "3:5,9".
std::string uid_set(const Uids&);

}  // namespace tangible::ingest

// Parses the answers of an IMAP server (RFC 3501, 9). The server is not trusted: any bytes give a result or none, in
// linear time and without recursion over their parentheses.
#pragma once
#include "ingest/mailbox/mailbox.h"
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// One answer of the server. A literal ("{5}" and then five raw bytes) is taken out of the line: `literal_mark` stands
/// in its place, and its bytes are in `literals`, in order.
struct ImapAnswer {
    std::string line;
    std::vector<std::string> literals;
};
/// Stands for a literal in ImapAnswer::line. A line itself never contains a zero byte: those are made spaces.
inline constexpr char literal_mark = '\0';

/// Returns how many raw bytes follow a line that ends in "{123}"; nullopt for any other line.
std::optional<std::uint64_t> literal_announced(std::string_view line);

/// Returns the capabilities, in capitals, from "* CAPABILITY IMAP4rev1 IDLE" or "... [CAPABILITY IMAP4rev1 IDLE] ...".
/// Empty for any other answer.
std::set<std::string> capabilities_in(const ImapAnswer&);
/// Returns the number of mails in the folder from "* 12 EXISTS"; nullopt for any other answer.
std::optional<std::uint32_t> messages_in(const ImapAnswer&);
/// Returns 12 from "* OK [UIDVALIDITY 12] ..." for `code` "UIDVALIDITY"; nullopt for any other answer.
std::optional<std::uint32_t> number_of_code(const ImapAnswer&, std::string_view code);
/// Returns the folder's name, as it is on the wire, from "* LIST (\Flags) "/" name". Returns nullopt for any other
/// answer and for a folder that cannot hold mails (\Noselect, \NonExistent).
std::optional<std::string> folder_in(const ImapAnswer&);
/// Reads "* 3 FETCH (UID 7 FLAGS (\Seen) RFC822.SIZE 1234)". Returns nullopt when the UID or the size is missing.
std::optional<MailConnection::Mail> mail_in(const ImapAnswer&);
/// Returns the bytes of the mail from "* 3 FETCH (UID 7 BODY[]<0> {1234}"; nullopt for another mail's answer or one
/// without a body.
std::optional<std::string> body_in(const ImapAnswer&, std::uint32_t uid);

/// Returns "OK", "NO" or "BAD" when the answer ends the command with this tag; "" for any other answer.
std::string_view end_of(const ImapAnswer&, std::string_view tag);
/// Makes the server's words safe to show: printable ASCII with '?' for the rest, at most 200 characters.
std::string words_of(std::string_view line);

/// Writes sorted UIDs as an IMAP set: 3, 4, 5, 9 become "3:5,9".
std::string uid_set(const Uids&);

}  // namespace tangible::ingest

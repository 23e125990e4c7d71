// A mailbox on a mail server, as tangible.yaml describes it, and how far it has been taken in.
//
// Neither type contains a password or a token, only where to read one.  The program reads it each time it signs in.
#pragma once
#include "schemas/yaml/yaml.h"
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tangible {

/// One entry of the list `mailboxes`.
struct Mailbox {
    /// How the connection is encrypted: TLS from the first byte (port 993), STARTTLS (port 143), or not at all, which
    /// is allowed for this machine only.
    enum class Tls : std::uint8_t { imaps, starttls, none };
    /// What happens in the mailbox to a mail that has been stored: it stays as it is, is marked as read, or is moved to
    /// `move_to`.
    enum class After : std::uint8_t { keep, mark, move };
    /// Where to read the password or token.  Either `file` or `command` is set.
    struct Secret {
        bool is_token = false;       ///< true: an access token for XOAUTH2; false: a password
        std::filesystem::path file;  ///< contains the secret
        std::string command;         ///< run by the shell; the first line of its output is the secret
    };

    std::string name, host;
    std::uint16_t port = 0;
    Tls tls = Tls::imaps;
    std::string user;
    Secret secret;
    std::string folder = "INBOX";
    After after = After::keep;
    std::string move_to;
    int every_s = 300;              ///< seconds between two visits, 10 to 86,400
    std::filesystem::path ca_file;  ///< certificates to trust instead of the system's; "" for the system's

    /// Returns the name under which progress is kept.  Unlike `name`, it does not change when the entry is renamed.
    std::string account() const { return user + "@" + host; }
};

/// Reads the list `mailboxes`.  Relative paths are taken from `base`.  Throws Error{bad_schema}: the message names the
/// file and line, the hint suggests the nearest valid word.
std::vector<Mailbox> read_mailboxes(const yaml::Node&, const std::filesystem::path& base);

/// How far one folder of one account has been taken in.
///
/// Every mail up to `last_uid` is stored and dealt with, except the `leftovers`.  A UID is only valid together with the
/// folder's `uid_validity` (RFC 3501, section 2.3.1.1): when the server changes that, all UIDs mean other mails.
struct MailProgress {
    /// A mail that still needs something.
    struct Leftover {
        std::uint32_t uid = 0;
        bool stored = false;       ///< true: not marked or moved yet; false: not stored yet, for `reason`
        std::string reason;        ///< a clause for people: "larger than 25 MB"
        int tries = 0;             ///< how many attempts to fetch it failed
        std::int64_t next_ms = 0;  ///< time before which it is not tried again
        bool operator==(const Leftover&) const = default;
    };
    std::string account, folder;
    std::uint32_t uid_validity = 0;  ///< 0: the folder was never opened
    std::uint32_t last_uid = 0;
    std::vector<Leftover> leftovers;  ///< in order of UID
    bool operator==(const MailProgress&) const = default;
};

}  // namespace tangible

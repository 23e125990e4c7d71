// A mailbox on a mail server, as tangible.yaml describes it, and how far it has been taken in.
// Nothing here holds a password or a token: only where one is to be read, each time one is needed.
#pragma once
#include "schemas/yaml/yaml.h"
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tangible {

struct Mailbox {
    enum class Tls : std::uint8_t { imaps, starttls, none };  ///< none: on this machine only
    enum class After : std::uint8_t { keep, mark, move };  ///< what is done in the mailbox with a mail that is stored
    struct Secret {
        bool is_token = false;       ///< an access token for XOAUTH2, else a password
        std::filesystem::path file;  ///< one of the two is set
        std::string command;         ///< run by the shell; its first line of output is the secret
    };

    std::string name, host;
    std::uint16_t port = 0;
    Tls tls = Tls::imaps;
    std::string user;
    Secret secret;
    std::string folder = "INBOX";
    After after = After::keep;
    std::string move_to;
    int every_s = 300;
    std::filesystem::path ca_file;  ///< whom to trust instead of the system's authorities; "" for those

    /// The same whatever the mailbox is called here.
    std::string account() const { return user + "@" + host; }
};

/// The list `mailboxes`; relative paths are below `base`.  Throws Error{bad_schema} with file, line and the nearest
/// valid word.
std::vector<Mailbox> read_mailboxes(const yaml::Node&, const std::filesystem::path& base);

/// How far one folder of one account has been taken in.  All mails up to `last_uid` are stored and dealt with, but for
/// the `leftovers`.  UIDs mean something together with `uid_validity` only (RFC 3501, 2.3.1.1).
struct MailProgress {
    struct Leftover {
        std::uint32_t uid = 0;
        bool stored = false;       ///< stored, but not yet marked or moved; else not stored, for `reason`
        std::string reason;        ///< a clause for people: "larger than 25 MB"
        int tries = 0;             ///< how often it was not to be had
        std::int64_t next_ms = 0;  ///< not tried again before
        bool operator==(const Leftover&) const = default;
    };
    std::string account, folder;
    std::uint32_t uid_validity = 0;  ///< 0: never opened
    std::uint32_t last_uid = 0;
    std::vector<Leftover> leftovers;  ///< in order of UID
    bool operator==(const MailProgress&) const = default;
};

}  // namespace tangible

// The settings of a collection: DATA/tangible.yaml if it exists, then TANGIBLE_* variables of the environment, then the
// command line; the later one wins. With no settings at all, the server listens on the loopback address only.
// serve/manual/running.md describes each setting for administrators.
#pragma once
#include "schemas/shapes/consent.h"
#include "schemas/shapes/mailbox.h"
#include "serve/web/client_address.h"
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tangible::serve {

/// The SMTP server that sends our mails.
struct Relay {
    std::string url;   ///< "smtp://mail.example.org:587" (STARTTLS, but not on loopback) or "smtps://mail.example.org"
    std::string user;  ///< "" to send without signing in
    std::filesystem::path password_file;  ///< its first line; only the owner may read it
    std::filesystem::path ca_file;        ///< certificates to trust instead of the system's; "" for the system's
};

/// All settings. In tangible.yaml each has the name of its member; those of the relay are relay, relay_user and so on.
struct Config {
    std::filesystem::path data_dir;
    std::string name = "Tangible";  ///< of the collection, as people see it
    std::string contact;            ///< mail address people may write to; "" for none
    std::string jurisdiction;       ///< ISO 3166-1 alpha-2 code of the country whose law applies; "" if not told
    std::string authority;          ///< the authority for data protection to which people may complain; "" if not told
    std::map<Use, LegalBasis> legal_basis;  ///< of the uses for which the host chose one
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;             ///< 0: any free one
    std::string base_url;                  ///< address of the collection for visitors; with https, cookies are Secure
    std::vector<std::string> hosts;        ///< host names that requests may use besides base_url's (known_host.h)
    std::vector<Network> trusted_proxies;  ///< proxies whose X-Forwarded-For and Forwarded count; none by default
    std::string moderation =
        "before";  ///< "before": a story waits until a moderator has passed it; "none": it does not
    std::filesystem::path codebook, form, signs;  ///< default: those that come with the program
    Relay relay;                                  ///< without a url, no mail is sent
    std::string mail_from;                        ///< our address as a sender; replies to it must arrive as submissions
    int readers = 2;                  ///< confined children that read submissions; a server has three or more
    int threads = 64;                 ///< most requests answered at once; at most four for each processor
    int connections_per_address = 8;  ///< for IPv6, per /64; trusted proxies have no limit
    int stories_per_hour = 300;       ///< most from one address: a whole workshop may share it
    int keep_free_mb = 1024;  ///< MiB to leave free on the disk; below it, mail waits at the sender's mail system
    std::filesystem::path lmtp_socket;       ///< "" for no socket
    std::string lmtp_address = "127.0.0.1";  ///< separate from `address`, so that opening the pages leaves LMTP closed
    int lmtp_port = 0;                       ///< 0 for no LMTP over TCP
    int lmtp_connections = 20;  ///< most at once: Postfix opens 20 by default; above it, the oldest idle one closes
    int retrain_after = 20;     ///< learn again after so many decisions and readings; 0: only `tangible themes train`
    int demote_below_percent = 50;  ///< a rule becomes a hint if people keep less of what it finds; 0: never
    int index_kept_days = 7;        ///< how long the previous index is kept after a rebuild
    std::vector<Mailbox> mailboxes;
    /// Returns whether we can send mails that contain links to this collection.
    bool can_write() const { return !relay.url.empty() && !base_url.empty(); }
    /// Returns whether stories wait for a moderator before anybody outside the team may read them.
    bool moderated() const { return moderation != "none"; }
    /// Returns whether visitors come by https.
    bool secure() const { return base_url.rfind("https://", 0) == 0; }
};

/// Reads the settings from DATA/tangible.yaml and the environment. Relative paths are below `data_dir`. Throws
/// Error{bad_schema} with the file and line (or the variable), and suggests the nearest valid word.
Config configured(const std::filesystem::path& data_dir);

}  // namespace tangible::serve

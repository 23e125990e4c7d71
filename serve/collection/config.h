// How this house is set up: DATA/tangible.yaml where there is one, TANGIBLE_* from the environment
// over it, the command line over both.  Runs with no file at all, on loopback only.
#pragma once
#include "schemas/shapes/mailbox.h"
#include "serve/web/client_address.h"
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tangible::serve {

struct Relay {
    std::string url;   ///< "smtp://mail.example.org:587" (STARTTLS, but not on loopback) or "smtps://mail.example.org"
    std::string user;  ///< "" to send without signing in
    std::filesystem::path password_file;  ///< one line; closed to others
    std::filesystem::path ca_file;        ///< certificates to trust instead of the system's; ""
};

struct Config {
    std::filesystem::path data_dir;
    std::string name = "Tangible";  ///< of the collection, as people see it
    std::string contact;            ///< mail address people may write to; "" for none
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string base_url;                  ///< of this house behind its proxy; cookies are Secure when it is https
    std::vector<std::string> hosts;        ///< names that requests may ask by, beside base_url's (known_host.h)
    std::vector<Network> trusted_proxies;  ///< whose X-Forwarded-For and Forwarded are believed; none by default
    std::filesystem::path codebook, form;  ///< default: those that come with the program
    Relay relay;                           ///< takes our mails; without one nobody is answered
    std::string mail_from;                 ///< our address in them; answers to it must come back here
    int readers = 2;                       ///< confined children that read submissions; a server has three or more
    int threads = 64;                      ///< requests answered at once; no more than four for each processor
    int connections_per_address = 8;       ///< of IPv6: per /64; trusted proxies have no limit
    int stories_per_hour = 300;            ///< from one address: a whole workshop may sit behind it
    int keep_free_mb = 1024;  ///< of the disk: with less, mail waits with its sender until there is room again
    std::filesystem::path lmtp_socket;
    std::string lmtp_address = "127.0.0.1";  ///< not `address`: nobody outside has business there
    int lmtp_port = 0;                       ///< 0 for none
    int lmtp_connections = 20;      ///< at once, as many as Postfix opens by itself; then the oldest idle one goes
    int retrain_after = 20;         ///< decisions and readings; 0: nothing is learned but by `tangible themes train`
    int demote_below_percent = 50;  ///< rules of whose finds people keep less are hints; 0: none
    int index_kept_days = 7;        ///< the index before the last rebuild, to go back to
    std::vector<Mailbox> mailboxes;
    /// Whether mails can be sent that hold links to here.
    bool can_write() const { return !relay.url.empty() && !base_url.empty(); }
    bool secure() const { return base_url.rfind("https://", 0) == 0; }
};

/// Throws Error{bad_schema} with file, line and the nearest valid word.
Config configured(const std::filesystem::path& data_dir);

}  // namespace tangible::serve

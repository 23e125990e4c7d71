// Takes in a mailbox on a mail server: the connection as the loop sees it, one visit, and the loop itself.
//
// A mail is marked or moved only after its bytes are committed. A mail that cannot be fetched stays where it is,
// unmarked, and is asked for again. A visit that is cut off at any step is completed by the next one.
//
//     Surroundings around{connect, read, say, now_ms, wait};  // tests give their own server and clock
//     int code = take_in_once(store, mailboxes, around);      // or take_in_always(), until asked to stop
#pragma once
#include "schemas/ground/error.h"
#include "schemas/shapes/mailbox.h"
#include "schemas/store/store.h"
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tangible::ingest {

/// Thrown when the server or the network fails. A new connection may succeed.
struct ConnectionLost : Error {
    explicit ConnectionLost(const std::string& what, const std::string& remedy = "the program tries again later")
        : Error(ErrorKind::temporary, what, remedy) {}
};

/// Thrown when this process was asked to end.
struct AskedToStop : Error {
    AskedToStop() : Error(ErrorKind::temporary, "asked to stop") {}
};

/// Receives a sentence for people about each step.
using Say = std::function<void(const std::string&)>;
/// Numbers of mails in a folder (RFC 3501, 2.3.1.1), in ascending order.
using Uids = std::vector<std::uint32_t>;

/// A connection to a mail server after signing in. Any function may throw ConnectionLost or AskedToStop,
/// Error{not_found} for a folder that does not exist, and Error{refused} when the server declines.
class MailConnection {
public:
    /// An opened folder. UIDs mean something only together with `uid_validity`; when that changes, the server has
    /// numbered its mails anew.
    struct Folder {
        std::uint32_t uid_validity = 0, messages = 0;
    };
    /// A mail in the opened folder; `size` is in bytes.
    struct Mail {
        std::uint32_t uid = 0;
        std::uint64_t size = 0;
        bool deleted = false;  ///< flagged \Deleted, but not yet removed
    };
    /// A mail's bytes, or why there are none.
    struct Fetched {
        std::string bytes;
        std::string trouble;  ///< a clause for people; "" when `bytes` is set
    };

    virtual ~MailConnection() = default;
    /// Lists the folders that can hold mails, in the server's order, in UTF-8.
    virtual std::vector<std::string> folders() = 0;
    /// Creates a folder.
    virtual void make(const std::string& folder) = 0;
    /// Opens a folder; from here on all UIDs belong to it. Without `to_change` it is opened read-only (EXAMINE), so
    /// nothing in it can change.
    virtual Folder open(const std::string& folder, bool to_change) = 0;
    /// Lists the mails with UIDs from `first` on, in order of UID.
    virtual std::vector<Mail> mails_from(std::uint32_t first) = 0;
    /// Lists those of the given mails that are still there.
    virtual std::vector<Mail> mails(const Uids&) = 0;
    /// Fetches a mail without marking it as read. Gives at most `max_bytes` + 1 bytes, so that the caller notices a
    /// mail that is too large.
    virtual Fetched fetch(std::uint32_t uid, std::size_t max_bytes) = 0;
    /// Marks mails as read. UIDs that are gone are ignored, here and in move().
    virtual void mark(const Uids&) = 0;
    /// Moves mails to `folder`, which is created if it does not exist.
    virtual void move(const Uids&, const std::string& folder) = 0;
    /// Asks the server to report new mails while we are idle. Returns false when this server cannot.
    virtual bool rest() = 0;
    /// Decides whether the server has reported new mails since the last listing. Does not wait.
    virtual bool has_news() = 0;
    /// The file descriptor that becomes readable when the server speaks, for poll(); -1 for none.
    virtual int handle() const = 0;
};

/// What one visit did.
struct Visit {
    std::size_t stored = 0, known = 0, withdrawn = 0;  ///< mails: new, stored before, withdrawn before
    std::vector<std::string> left;                     ///< a sentence for each mail that this visit could not take in
    std::size_t leftovers = 0;                         ///< mails that could not be taken in so far, by any visit
    bool more = false;                                 ///< there are more new mails than one visit takes
};

/// How many new mails one visit takes in, so that one full mailbox does not keep the others waiting.
inline constexpr std::size_t max_mails_a_visit = 500;

/// Makes one visit: opens the folder, takes in new mails and retries those that are due, then marks or moves what is
/// stored. `now_ms` is in milliseconds since 1970. Throws as MailConnection and Store do; `done` then tells what was
/// done before.
void visit(Store&, MailConnection&, const Mailbox&, std::int64_t now_ms, Visit& done);

/// Checks a mailbox on an open connection and says what it finds: the folders, the number of messages and of those not
/// yet taken in, and whether the server reports new mails at once. Changes nothing in the mailbox, except that it
/// creates a missing folder to move to. `Store` may be nullptr. Throws as MailConnection does; a wrong folder name
/// gives Error{not_found} with the nearest names.
void check(Store*, MailConnection&, const Mailbox&, const Say&);

/// Returns `wanted` as the server spells it; INBOX matches in any case. Throws Error{not_found} with the nearest name
/// and a list of the folders that exist.
std::string folder_on_server(const std::vector<std::string>& folders, const std::string& wanted);

/// What the loop over mailboxes needs from outside, so that tests can replace the network and the clock.
struct Surroundings {
    std::function<std::unique_ptr<MailConnection>(const Mailbox&)> connect;
    std::function<void()> read;  ///< called after the first visit, and after each that stored something
    std::function<void(const std::string& mailbox, const std::string& sentence)> say;
    std::function<std::int64_t()> now_ms;  ///< milliseconds since 1970
    /// Waits until `until_ms`, or until one of the descriptors is readable. Returns false when asked to stop.
    std::function<bool(const std::vector<int>& handles, std::int64_t until_ms)> wait;
};

/// Takes in each mailbox until nothing new is left there. Returns an exit code: 0, or 1 when mails are left in a
/// mailbox, or that of the first error.
int take_in_once(Store&, const std::vector<Mailbox>&, const Surroundings&);
/// Visits each mailbox when the server reports news, and at least every `every_s` seconds, until asked to stop. Reports
/// an error of one mailbox and retries after a pause that doubles from 5 seconds to 15 minutes; the others go on.
void take_in_always(Store&, const std::vector<Mailbox>&, const Surroundings&);
/// Connects to each mailbox and check()s it. Returns the exit code of the first error, or 0. `Store` may be nullptr.
int check_all(Store*, const std::vector<Mailbox>&, const Surroundings&);

}  // namespace tangible::ingest

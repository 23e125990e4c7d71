// Taking in a mailbox on a mail server: the connection as the loop sees it, one visit, and the loop itself.
// The promise: a mail is marked or moved only after its bytes are committed, what cannot be had stays where it is,
// unmarked, and is asked for again; after a cut at any step the next visit comes to the same end.
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

/// The server or the way to it failed; a new connection may do better.
struct ConnectionLost : Error {
    explicit ConnectionLost(const std::string& what, const std::string& remedy = "the program tries again later")
        : Error(ErrorKind::temporary, what, remedy) {}
};

/// This process was asked to end.
struct AskedToStop : Error {
    AskedToStop() : Error(ErrorKind::temporary, "asked to stop") {}
};

/// Takes sentences about what was done.
using Say = std::function<void(const std::string&)>;
using Uids = std::vector<std::uint32_t>;

/// A mail server that has signed us in.  Each verb throws ConnectionLost or AskedToStop; and Error{not_found} for a
/// folder that is not there, {refused} when the server will not do it.
class MailConnection {
public:
    struct Folder {
        std::uint32_t uid_validity = 0, messages = 0;
    };
    struct Mail {
        std::uint32_t uid = 0;
        std::uint64_t size = 0;
        bool deleted = false;  ///< by a person, not yet removed
    };
    struct Fetched {
        std::string bytes;
        std::string trouble;  ///< why the server does not give it, or ""
    };

    virtual ~MailConnection() = default;
    /// Those that can hold mails, in the server's order.
    virtual std::vector<std::string> folders() = 0;
    virtual void make(const std::string& folder) = 0;
    /// From here on UIDs are this folder's.  Not `to_change`: nothing in it can change by what we do.
    virtual Folder open(const std::string& folder, bool to_change) = 0;
    /// Those from `first` on, in order of UID.
    virtual std::vector<Mail> mails_from(std::uint32_t first) = 0;
    virtual std::vector<Mail> mails(const Uids&) = 0;
    /// Sets no mark; at most `max_bytes` + 1 bytes, so that the caller sees what is too large.
    virtual Fetched fetch(std::uint32_t uid, std::size_t max_bytes) = 0;
    /// As read.  UIDs that are gone are no trouble, here and in move().
    virtual void mark(const Uids&) = 0;
    /// Makes the folder when it is not there.
    virtual void move(const Uids&, const std::string& folder) = 0;
    /// Asks to be told of new mails while nothing else is asked.  False: this server does not.
    virtual bool rest() = 0;
    /// Something has been told since rest().
    virtual bool has_news() = 0;
    /// What becomes readable when the server speaks; -1 for nothing.
    virtual int handle() const = 0;
};

/// What one visit did.
struct Visit {
    std::size_t stored = 0, known = 0, withdrawn = 0;
    std::vector<std::string> left;  ///< a sentence for each mail that was asked for and is left in the mailbox
    std::size_t leftovers = 0;      ///< all that are left there by now
    bool more = false;              ///< it ended before the mailbox did
};

inline constexpr std::size_t max_mails_a_visit = 500;

/// Opens the folder, takes in what is new and what is due again, marks or moves what is stored.  Throws as
/// MailConnection and Store do; what was done before stands in `done` then too.
void visit(Store&, MailConnection&, const Mailbox&, std::int64_t now_ms, Visit& done);

/// Says, step by step, what an opened connection finds: folders, messages, how many are not yet taken in, the folder to
/// move to (which is made when it is not there).  Throws as MailConnection, with the nearest names as the hint.
void check(Store*, MailConnection&, const Mailbox&, const Say&);

/// The folder as the server spells it.  Throws Error{not_found} that names those that are there.
std::string folder_on_server(const std::vector<std::string>& folders, const std::string& wanted);

/// What the loop over mailboxes needs of the world.
struct Surroundings {
    std::function<std::unique_ptr<MailConnection>(const Mailbox&)> connect;
    std::function<void()> read;  ///< called after the first visit and each that stored something
    std::function<void(const std::string& mailbox, const std::string& sentence)> say;
    std::function<std::int64_t()> now_ms;
    /// Returns at `until_ms`, or before when one of the handles can be read; false when asked to stop.
    std::function<bool(const std::vector<int>& handles, std::int64_t until_ms)> wait;
};

/// One visit to each.  Gives the exit code: 0, 1 when mails are left in a mailbox, or that of the first trouble.
int take_in_once(Store&, const std::vector<Mailbox>&, const Surroundings&);
/// Visits each when it has news, and at least every `every_s`, until asked to stop.  Trouble with one is said and tried
/// again, after a while that doubles from 5 s to 15 min; the others go on.
void take_in_always(Store&, const std::vector<Mailbox>&, const Surroundings&);
/// Connects to each and check()s it.  Gives the exit code of the first trouble, or 0.
int check_all(Store*, const std::vector<Mailbox>&, const Surroundings&);

}  // namespace tangible::ingest

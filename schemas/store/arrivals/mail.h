// Mail that goes out to senders of stories (serve/mail/mailer.h sends it), and how far mailboxes were taken in.
#pragma once
#include "schemas/shapes/mailbox.h"
#include "schemas/shapes/story.h"
#include "schemas/store/common/part.h"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// An acknowledgement that still has to be mailed to a sender.
struct Owed {
    std::string submission;
    StoryId reference;
    std::string addr, message_id;  ///< the sender's address, and the Message-ID of the mail that is answered
    int tries = 0;
    std::int64_t received_ms = 0;
    Rejection rejection;  ///< set when the submission is parked
    bool again = false;   ///< the sender asked for another private link
};

class Mail : protected StorePart {
public:
    using StorePart::StorePart;

    // Acknowledgements.  Each submission gets one, and more only if its sender asks for a new link.

    /// Queues the acknowledgement of a submission when it is first read, or records why none may be sent.  A mail that
    /// was written more than five days before it came in gets none: it is from an archive.
    void owe(const std::string& submission, const Answering&, std::int64_t now_ms);
    /// Queues another acknowledgement, with another private link, if the story came in a mail from this address, which
    /// is in lower case.  Does nothing otherwise, and when it did so within the last hour.
    void owe_again(const StoryId&, std::string_view addr, std::int64_t now_ms);
    /// Returns at most `limit` acknowledgements that are due by `now_ms`, the earliest first.
    std::vector<Owed> owed(std::int64_t now_ms, std::size_t limit);
    /// Whether this address was sent an acknowledgement after `since_ms`.
    bool acknowledged_since(std::string_view addr, std::int64_t since_ms);
    /// Returns how many acknowledgements were sent after `since_ms`.
    std::size_t acknowledged_since(std::int64_t since_ms);
    /// Records that the relay took the acknowledgement with this Message-ID; the holder of `token` may see and withdraw
    /// the story.
    void note_acknowledged(const Owed&, std::string_view message_id, std::string_view token, std::int64_t now_ms);
    /// Records that none will be sent, and why.
    void note_unacknowledged(const std::string& submission, std::string_view because);
    /// Records a failed attempt; the next is due at `due_ms`.
    void note_delayed(const std::string& submission, std::int64_t due_ms);
    /// Returns "due", "sent", the reason why there is none, or "" when nothing was decided yet.
    std::string acknowledgement_of(const std::string& submission);
    /// Returns the story whose acknowledgement had this Message-ID; nullopt if there is none.
    std::optional<StoryId> story_acknowledged_by(std::string_view message_id);

    // Mailboxes on IMAP servers.

    /// Returns how far a folder was taken in; `uid_validity` is 0 for one that never was.
    MailProgress mail_progress(const std::string& account, const std::string& folder);
    void put_mail_progress(const MailProgress&);
};

}  // namespace tangible

// Submissions, from the moment their bytes arrive until they are stories, parked or dropped.
#pragma once
#include "schemas/shapes/story.h"
#include "schemas/store/common/part.h"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// Result of `put()`.
struct Receipt {
    StoryId reference;       ///< of the submission's first story
    bool is_new = true;      ///< false: these bytes (or this key) were stored before, under `reference`
    bool withdrawn = false;  ///< true: these bytes were withdrawn earlier, and nothing was stored
    bool narrowed = false;   ///< true: the earlier submission allowed more; its consent is now what both allow
};

/// A submission that still has to be read.
struct Pending {
    std::string submission;  ///< its id: the SHA-256 of its bytes, in hexadecimal
    StoryId reference;
    int attempts = 0;  ///< how many readers died, or ran out of time, while reading it
};

/// Which pending submissions to return.  Large ones must not hold up those that take milliseconds.
enum class Pace : std::uint8_t {
    any,
    quick,  ///< at most 64 KiB, and no reader died of it
    slow,   ///< larger than 64 KiB, and no reader died of it
    again,  ///< a reader died of it
};

/// A submission that could not be made a story, and why.
struct Parked {
    std::string submission;
    StoryId reference;
    std::string filename;
    Channel channel = Channel::upload;
    std::int64_t received_ms = 0;
    Rejection rejection;
    std::int64_t bytes = 0;
};

class Arrivals : protected StorePart {
public:
    using StorePart::StorePart;

    /// Stores the bytes of a submission, committed and synced, and returns its reference.  Stores nothing when the same
    /// bytes, or the same key, are there already; then, if `details` allow less than the story does, its consent is
    /// narrowed to what both allow.
    /// Throws Error{usage} above 32 MiB, which is more than any way in allows (submission_limit.h), or when the id is
    /// not the SHA-256 of the bytes; {temporary} when the disk is nearly full.
    Receipt put(const Submission&);
    /// As above, and lets the holder of `token` see and withdraw the stories of the submission.  Only the token's hash
    /// is kept.  A duplicate gets no token, so sending a copy does not give access to the first sender's story.
    Receipt put(const Submission&, std::string_view token);
    /// Stores many submissions in one commit, all or none; returns a receipt for each, in order.
    std::vector<Receipt> put(const std::vector<Submission>&);
    /// Returns the receipt that `put()` would give for a submission that is stored already (same bytes or same key),
    /// and writes nothing; nullopt for a new one.
    std::optional<Receipt> earlier(const Submission&);

    /// Returns at most `limit` submissions to read: by turns the oldest and the newest, so that a sender of many does
    /// not hold up all others.  With Pace::any, oldest first.
    std::vector<Pending> pending(std::size_t limit, Pace = Pace::any);
    /// Throws Error{not_found} when there is no such submission, or it was withdrawn.
    Submission submission(const std::string& id);
    /// Records that a confined reader died, or ran out of time, while reading this submission.
    void count_attempt(const std::string& submission);

    /// Marks the submission as one that cannot be made a story, and removes stories made of it before.
    Revision park(const std::string& submission, const Rejection&);
    /// Returns all parked submissions, oldest first.
    std::vector<Parked> parked();
    std::optional<Parked> parked(const StoryId&);
    /// Makes a parked or read submission pending again, with no attempts counted.
    void read_again(const std::string& submission);
    /// Makes a parked submission pending again, with `words` (UTF-8) as its text instead of what its bytes say.
    /// Throws Error{refused} when it is not parked.
    void transcribe(const std::string& submission, std::string_view words, const std::string& coder,
                    std::int64_t now_ms);
    /// Returns the words that somebody typed for the submission; "" if nobody did.
    std::string transcript(const std::string& submission);
    /// Erases a parked submission as a withdrawal does.  The reason is kept, and its sender may see it.
    /// Throws Error{refused} when it is not parked.
    void drop(const std::string& submission, std::string_view reason, const std::string& coder, std::int64_t now_ms);
};

}  // namespace tangible

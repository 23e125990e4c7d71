// What arrives (a Submission), what a confined reader makes of it (a Draft for each story in it), and what it becomes:
// a Story, or a Rejection with a reason that a person understands.
#pragma once
#include "schemas/ground/text.h"
#include "schemas/shapes/consent.h"
#include "schemas/shapes/moderation.h"
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tangible {

/// A reference that can be read out on the phone: "7F3K-Q2M9-N".  Eight random symbols in Crockford's base 32 and a
/// check symbol.  Because it is random, it gives away neither how many stories there are nor when this one came.
using StoryId = std::string;

/// Makes a reference of the lowest 40 bits of `random`.
StoryId make_story_id(std::uint64_t random);
/// Returns the standard spelling of a reference: "7f3kq2m9n" and "7F3K Q2M9 N" become "7F3K-Q2M9-N".  Reads O as 0, and
/// I and L as 1.  Returns nullopt when the text is no reference or its check symbol is wrong.
std::optional<StoryId> parse_story_id(std::string_view);
/// Returns the random part of a reference in its standard spelling: 40 bits.  Numbers sort as their references do.
std::uint64_t number_of(const StoryId&);

/// The way by which a submission arrived.
enum class Channel : std::uint8_t { mail, form, upload, batch };
std::string_view name(Channel);
/// Returns the channel of that name.  Throws Error{usage} for any other word.
Channel channel_named(std::string_view);

/// What a teller answered to the host's questions: the id of each question, and the values chosen or typed.  A question
/// that is asked about the start and about now has exactly two values; "" is no answer.
using Answers = std::map<std::string, std::vector<std::string>>;

/// What was stated about a story beside its text: by the teller on the form, or by an administrator for a batch.  An
/// empty field means unknown.
struct Details {
    std::string title;
    std::string partnership;            ///< id or name of a partnership, or "" when unknown
    std::vector<std::string> partners;  ///< types of those who worked together, when no partnership is named
    std::string role;                   ///< the teller's role, an id of the story form
    std::string place;
    int year = 0;  ///< when it happened; 0 when unknown
    std::optional<Consent> consent;
    StoryId follows = {};  ///< the teller adds these words to a story of theirs; "" for a story of its own
    bool passed = false;  ///< an administrator says that somebody has read it, so that it need not wait for a moderator
    Answers answers = {};      ///< to the host's questions (schemas/forms/questions.h)
    std::string told_by = {};  ///< "helper" when somebody wrote the story down for its teller; "" when the teller did
    bool operator==(const Details&) const = default;
};

/// The raw bytes of one arrival.  They never change once stored.
struct Submission {
    std::string id;  ///< SHA-256 of `bytes`, in hexadecimal digits
    Channel channel = Channel::upload;
    std::string media_type;        ///< as the sender declared it; "" when not declared
    std::string filename;          ///< as the sender gave it; never used as a path
    std::int64_t received_ms = 0;  ///< UTC, milliseconds since 1970
    std::string bytes;
    Details details;
    std::string key;                    ///< two submissions with the same key are the same arrival; "" means `id`
    std::vector<std::string> put_back;  ///< SHA-256 of the text of each cut that a person wants left in the story
};

/// A part of a submission that is not story text.  Only this description is kept apart; the bytes are in the
/// submission.
struct Attachment {
    std::string filename, content_type;
    std::uint64_t size = 0;  ///< bytes after transfer decoding
    std::string sha256;      ///< hexadecimal digits
    bool operator==(const Attachment&) const = default;
};

/// A kind of words in a submission that are not the teller's own story.
enum class CutKind : std::uint8_t {
    quoted,  ///< from the mail that this one answers
    signature,
    disclaimer,  ///< legal text of an organisation
    device,      ///< "Sent from my phone"
    caution,     ///< warning by a mail gateway: "this came from outside"
    header,      ///< the lines that a mail program puts above a forwarded mail
    covering,    ///< a note by the person who passed the story on
};
std::string_view name(CutKind);
/// Returns the kind of that name.  Throws Error{usage} for any other word.
CutKind cut_named(std::string_view);

/// Words that were removed from a story's text, and why.
struct Cut {
    CutKind kind = CutKind::quoted;
    std::string text;
    bool operator==(const Cut&) const = default;
};

/// A kind of words that a document keeps beside its text.
enum class AsideKind : std::uint8_t { footnote, endnote, comment, header, footer };
std::string_view name(AsideKind);
/// Returns the kind of that name.  Throws Error{usage} for any other word.
AsideKind aside_named(std::string_view);

/// Words that a document keeps beside its text.
struct Aside {
    AsideKind kind = AsideKind::footnote;
    std::string text;
    bool operator==(const Aside&) const = default;
};

/// A person as a mail header names them.  Either field may be "".
struct Person {
    std::string name, addr;
    bool operator==(const Person&) const = default;
};

/// The people behind a mail, as its header claims.  For staff only; never logged.
struct Senders {
    Person sender;                 ///< sent the mail to us
    std::optional<Person> author;  ///< of a forwarded mail: the teller, while `sender` passed the story on
    bool operator==(const Senders&) const = default;
};

/// Whether an automatic answer to a mail may be sent, and where to (RFC 3834).
struct Answering {
    std::string addr;                  ///< "" when no answer may be sent
    std::string not_because;           ///< why not: "bounce", "automatic", "list", "spam", "not_addressed",
                                       ///< "no_address"; "" when an answer may be sent
    std::int64_t written_ms = 0;       ///< date of its header; 0 when there is none
    std::string message_id;            ///< for In-Reply-To, with its angle brackets; "" when there is none
    std::vector<std::string> answers;  ///< message ids that it answers, nearest first, without angle brackets
    bool operator==(const Answering&) const = default;
};

/// Why a submission is parked.  It stays in the store as it came, and can be read again.
struct Rejection {
    std::string reason;  ///< a word for programs: "empty", "unreadable", "encrypted", "bounce", "too_slow", ...
    std::string detail;  ///< a sentence for people
    bool operator==(const Rejection&) const = default;
};

/// A candidate for a story, as a confined reader found it in a submission.
struct Draft {
    std::string title;     ///< subject, heading or file name; ""
    std::string text;      ///< normal text without the cuts
    OffsetMap map;         ///< leads back to the text as the reader found it, before it was made normal
    std::string language;  ///< BCP 47; "und" when it cannot be determined
    std::vector<Cut> cuts;
    std::vector<Aside> asides;
    std::vector<Attachment> attachments;
    std::optional<Senders> senders;      ///< for mails only
    std::optional<Answering> answering;  ///< for mails only
    Details details;                     ///< what the submission itself states (CSV columns, form fields)
    std::string machine_class;           ///< "bounce", "auto_reply", "feedback_report", "newsletter", "spam" or ""
    std::vector<std::string> problems;   ///< plain sentences: "attachment 2 is encrypted"
    Rejection trouble;                   ///< when there is no text: why its files could not be read
    bool operator==(const Draft&) const = default;
};

/// Words that a teller added to a story later, by answering our mail.
struct FollowUp {
    StoryId id;  ///< its own reference, so that it can be withdrawn alone
    std::int64_t received_ms = 0;
    Span span;  ///< of the story's text
    bool operator==(const FollowUp&) const = default;
};

/// What a teller changed in their story: all that they may change, as it is from then on.
struct Correction {
    std::string title, text;  ///< normal text; `text` without additions
    std::string place;
    int year = 0;              ///< 0 when unknown
    std::int64_t made_ms = 0;  ///< when it was made
    bool operator==(const Correction&) const = default;
};

/// A story of the collection.
struct Story {
    StoryId id;
    std::string submission;     ///< Submission::id
    std::uint32_t ordinal = 0;  ///< its place among the submission's stories, from 0
    std::string title;
    std::string text;  ///< normal text
    OffsetMap map;     ///< as in Draft
    std::string language;
    Channel channel = Channel::upload;
    std::string partnership;            ///< id, or ""
    std::vector<std::string> partners;  ///< types of those who worked together, sorted, each once
    std::string role, place;
    int year = 0;  ///< when it happened; 0 when unknown
    std::int64_t received_ms = 0;
    Consent consent;  ///< its uses are those in force: what the teller chose, as far as moderation lets it take effect
    Uses chosen;      ///< what the teller chose; set by the store
    Moderation moderation = Moderation::free;
    /// Revisions of the store: `came` first allowed the story any use; `opened` last allowed it a further use.
    std::int64_t came = 0, opened = 0;
    std::int64_t opened_ms = 0;  ///< when `opened` was made
    std::vector<Cut> cuts;
    std::vector<Aside> asides;
    std::vector<Attachment> attachments;
    std::optional<Senders> senders;
    std::vector<std::string> problems;
    std::vector<FollowUp> follow_ups;  ///< their words end `text`, in order of arrival
    Answers answers;                   ///< as in Details
    std::string told_by;               ///< as in Details
    bool operator==(const Story&) const = default;
};

}  // namespace tangible

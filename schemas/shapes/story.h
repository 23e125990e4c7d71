// What arrives (Submission), what a reader makes of it (Draft), and what it becomes:
// a Story, or a Rejection with a reason that a person understands.
#pragma once
#include "schemas/ground/text.h"
#include "schemas/shapes/consent.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tangible {

/// A reference that can be said on the phone: "7F3K-Q2M9-N", Crockford base 32,
/// eight random symbols and a check symbol.  Random, so it tells nothing.
using StoryId = std::string;

StoryId make_story_id(std::uint64_t random);
/// The reference in its one spelling ("7f3kq2m9n" and "7F3K Q2M9 N" become "7F3K-Q2M9-N", O is 0, I and L are 1);
/// nullopt when it is not one or its check symbol is wrong.
std::optional<StoryId> parse_story_id(std::string_view);
/// The random part of a reference in its one spelling: 40 bits, in the order of the references.
std::uint64_t number_of(const StoryId&);

enum class Channel : std::uint8_t { mail, form, upload, batch };
std::string_view name(Channel);
Channel channel_named(std::string_view);

/// What was said beside the bytes: by the teller on the form, by an administrator for a batch.
/// Empty fields are unknown.
struct Details {
    std::string title;
    std::string partnership;            ///< id, or "" when unknown
    std::vector<std::string> partners;  ///< types of those who worked together, when no partnership is named
    std::string role;                   ///< the teller's, an id of the story form
    std::string place;
    int year = 0;  ///< when it happened
    std::optional<Consent> consent;
    bool operator==(const Details&) const = default;
};

/// Raw bytes as they came.  Immutable once stored.
struct Submission {
    std::string id;  ///< SHA-256 of `bytes`, lower-case hex
    Channel channel = Channel::upload;
    std::string media_type;        ///< as declared; "" when nobody said
    std::string filename;          ///< as given; a claim, never a path
    std::int64_t received_ms = 0;  ///< UTC, ms since 1970
    std::string bytes;
    Details details;
    std::string key;                    ///< idempotency key; "" means `id`
    std::vector<std::string> put_back;  ///< what a person wants left in: SHA-256 of each such cut's text
};

/// Part of a submission that is not story text, described but not kept apart from the raw bytes.
struct Attachment {
    std::string filename, content_type;
    std::uint64_t size = 0;  ///< bytes after transfer decoding
    std::string sha256;      ///< lower-case hex
    bool operator==(const Attachment&) const = default;
};

/// Words of a submission that are not the teller's own story.
enum class CutKind : std::uint8_t {
    quoted,  ///< of the mail that it answers
    signature,
    disclaimer,  ///< an organisation's legal words
    device,      ///< "Sent from my phone"
    caution,     ///< of a mail gateway: "this came from outside"
    header,      ///< what a mail program puts above a forwarded mail
    covering,    ///< of the person who passed the story on
};
std::string_view name(CutKind);
/// Throws Error{usage}.
CutKind cut_named(std::string_view);

struct Cut {
    CutKind kind = CutKind::quoted;
    std::string text;
    bool operator==(const Cut&) const = default;
};

/// Words that a document keeps beside its text.
enum class AsideKind : std::uint8_t { footnote, endnote, comment, header, footer };
std::string_view name(AsideKind);
/// Throws Error{usage}.
AsideKind aside_named(std::string_view);

struct Aside {
    AsideKind kind = AsideKind::footnote;
    std::string text;
    bool operator==(const Aside&) const = default;
};

struct Person {
    std::string name, addr;
    bool operator==(const Person&) const = default;
};

/// Who stands behind a mail, as its header claims.  For staff only, never logged.
struct Senders {
    Person sender;                 ///< who sent it here
    std::optional<Person> author;  ///< of a forwarded mail: who told it; `sender` then passed it on
    bool operator==(const Senders&) const = default;
};

/// Whether and where an automatic answer to a mail may go (RFC 3834).
struct Answering {
    std::string addr;                  ///< "" when none may be sent
    std::string not_because;           ///< "bounce", "automatic", "list", "spam", "not_addressed", "no_address", or ""
    std::int64_t written_ms = 0;       ///< what its header says; 0 when nothing
    std::string message_id;            ///< for In-Reply-To, with its angle brackets; "" when there is none
    std::vector<std::string> answers;  ///< message ids that it answers, nearest first, without angle brackets
    bool operator==(const Answering&) const = default;
};

/// Why a submission is parked.  It stays stored whole, and can be read again.
struct Rejection {
    std::string reason;  ///< a word for programs: "empty", "unreadable", "encrypted", "bounce", "too_slow", ...
    std::string detail;  ///< a sentence for people
    bool operator==(const Rejection&) const = default;
};

/// What a confined reader found in one submission: the candidate for one story.
struct Draft {
    std::string title;     ///< subject, heading or file name; ""
    std::string text;      ///< normal text, cuts already taken out
    OffsetMap map;         ///< back to the reader's text, before it was made normal
    std::string language;  ///< BCP 47; "und" when it cannot be told
    std::vector<Cut> cuts;
    std::vector<Aside> asides;
    std::vector<Attachment> attachments;
    std::optional<Senders> senders;      ///< of a mail
    std::optional<Answering> answering;  ///< of a mail
    Details details;                     ///< what the submission itself says (CSV columns, form fields)
    std::string machine_class;           ///< "bounce", "auto_reply", "feedback_report", "newsletter", "spam" or ""
    std::vector<std::string> problems;   ///< plain sentences: "attachment 2 is encrypted"
    Rejection trouble;                   ///< when there is no text: what kept its files from being read
    bool operator==(const Draft&) const = default;
};

/// What a teller added later, by answering our mail.
struct FollowUp {
    StoryId id;  ///< its own reference: it can be taken back alone
    std::int64_t received_ms = 0;
    Span span;  ///< of the story's text
    bool operator==(const FollowUp&) const = default;
};

struct Story {
    StoryId id;
    std::string submission;     ///< Submission::id
    std::uint32_t ordinal = 0;  ///< which of the submission's stories
    std::string title;
    std::string text;  ///< normal text
    OffsetMap map;
    std::string language;
    Channel channel = Channel::upload;
    std::string partnership;            ///< id or ""
    std::vector<std::string> partners;  ///< types of those who worked together, sorted
    std::string role, place;
    int year = 0;  ///< when it happened; the year it arrived when nobody said
    std::int64_t received_ms = 0;
    Consent consent;
    /// The store's revision with which it was first allowed any use, and with which it was last allowed one more.
    std::int64_t came = 0, opened = 0;
    std::int64_t opened_ms = 0;
    std::vector<Cut> cuts;
    std::vector<Aside> asides;
    std::vector<Attachment> attachments;
    std::optional<Senders> senders;
    std::vector<std::string> problems;
    std::vector<FollowUp> follow_ups;  ///< their words stand at the end of `text`, in order of arrival
    bool operator==(const Story&) const = default;
};

}  // namespace tangible

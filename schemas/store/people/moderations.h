// Moderation: which stories wait for a person, what was done to each, and the words that others do not see.
#pragma once
#include "schemas/shapes/moderation.h"
#include "schemas/shapes/redaction.h"
#include "schemas/shapes/story.h"
#include "schemas/store/common/part.h"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace tangible {

/// A story as the queue lists it, without its text.
struct Queued {
    StoryId story;
    Moderation state = Moderation::waiting;
    std::int64_t received_ms = 0;
    Channel channel = Channel::upload;
    bool flagged = false;
    bool urgent = false;             ///< as Signs has it
    std::vector<std::string> signs;  ///< labels; none before put_signs()
};

/// What a program noticed about a story for its moderator.
struct Signs {
    std::vector<std::string> labels;
    bool urgent = false;  ///< the story comes before others
};

class Moderations : protected StorePart {
public:
    using StorePart::StorePart;

    /// Returns the stories in this state that their tellers open to people outside the team, or that are flagged or
    /// have urgent signs and may be read by the team; oldest first, at most `limit`, without the first `offset`.
    /// Flagged ones come first, then those with urgent signs.
    std::vector<Queued> queue(Moderation, std::size_t limit, std::size_t offset = 0);
    /// Returns the story of queue() that comes after this one, which may be in another state by now, or the first one
    /// when none comes after it; nullopt when there is no other.
    std::optional<StoryId> next_in_queue(Moderation, const StoryId& after);
    /// Returns how many stories queue() would return without a limit.
    std::size_t queued(Moderation);

    /// Returns the stories in a state of the queue for whose texts no signs of this edition were put; at most `limit`.
    std::vector<StoryId> without_signs(const std::string& edition, std::size_t limit);
    /// Stores the signs of a story's text.  The story does not count as changed.
    void put_signs(const StoryId&, const Signs&, const std::string& edition);

    /// Stores what was done, and puts the story into the state that follows: `pass` and `agree` pass it, `keep` keeps
    /// it, `ask` asks, `reopen` and `object` make it wait; the others leave its state as it is.  redact() and restore()
    /// store their acts themselves, and the store itself notes that a text was rewritten.
    /// Throws Error{not_found} when there is no such story, {refused} for `agree` and `object` when nobody asked, and
    /// for `pass` after an objection(), while the teller is asked, and while the story is flagged.
    Revision moderate(const StoryId&, const Moderated&);
    /// Returns what was done to the story, in order.
    std::vector<Moderated> moderated(const StoryId&);
    bool flagged(const StoryId&);
    /// Returns the words with which the teller objected, when nothing that others would see has changed since; "" for
    /// an objection without words.
    std::optional<std::string> objection(const StoryId&);

    /// Stores decisions about words of the story, which all hide them or all leave them; their numbers are ignored.
    /// Words of which parts are hidden take the place of these.  The story counts as changed, the record has one act,
    /// and what was learned from stories goes, since it may hold the words. Throws Error{usage} when words do not stand
    /// at their span, or when they overlap words that are decided already; {not_found} when there is no such story.
    Revision redact(const StoryId&, const std::vector<Redaction>&);
    Revision redact(const StoryId& id, const Redaction& one) { return redact(id, std::vector{one}); }
    /// Undoes a decision about words.  If they were hidden, a story that others may read, or whose teller was asked,
    /// waits again.  Does nothing when there is none of this number.
    Revision restore(const StoryId&, std::int64_t number, const std::string& who, std::int64_t now_ms);
    /// Returns the decisions about words of the story, in order of the text; the title's first.
    std::vector<Redaction> redactions(const StoryId&);
};

}  // namespace tangible

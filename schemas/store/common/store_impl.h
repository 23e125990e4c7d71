// What the parts of the store share: the connection, and what more than one of them asks.  Private to schemas/store.
#pragma once
#include "schemas/ground/hash.h"
#include "schemas/shapes/coding.h"
#include "schemas/shapes/moderation.h"
#include "schemas/shapes/redaction.h"
#include "schemas/shapes/story.h"
#include "schemas/store/common/columns.h"
#include "schemas/store/common/part.h"
#include "schemas/store/sqlite/connection.h"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

struct Receipt;

/// Returns how the consent that comes with a submission of this channel was given.
Giving giving_of(Channel);
/// Throws Error{temporary} unless the disk of the folder has room for so many bytes more, and for later erasures.
void check_room(const std::filesystem::path& data_dir, std::uintmax_t bytes);

struct StoreImpl {
    StoreImpl(const std::filesystem::path& data_dir, bool writes);
    ~StoreImpl();

    /// Throws Error{not_found}.
    std::int64_t number_of(const StoryId&);
    /// nullopt when its bytes never arrived or were withdrawn.
    std::optional<std::int64_t> arrival_of(const std::string& submission);
    /// HMAC of a submission's id, so that what is left of a withdrawn one does not tell what it was.
    std::string digest(std::string_view id) const;
    /// As above, of a mail address: enough to recognise it, and not to write to it.
    std::string addr_digest(std::string_view addr) const { return digest("addr " + std::string(addr)); }
    std::string key_hash(const Submission& s) const;
    Revision revision();

    // From here on: parts of a transaction that the caller has begun.
    Receipt put(const Submission&);
    std::optional<Receipt> receipt_of_earlier(const std::string& digest, const std::string& key_hash);
    /// Whether a story that arrived before allows more than `later`, with which it arrives again.
    bool is_wider(const StoryId& first, const Consent& later);
    /// What both allow holds from now on, for its copies too.
    void narrow(const StoryId& first, const Consent& later, Channel);
    /// The stories of the submission and their copies that allow more: number, and what remains.
    std::vector<std::pair<std::int64_t, Uses>> narrowed_stories(std::int64_t arrival, Uses);
    /// What later arrivals of the submission leave of these uses.
    Uses as_narrowed(std::int64_t arrival, Uses);
    /// One that no story has; forty random bits are not enough to be sure without asking.
    StoryId fresh_reference();
    void put_story(std::int64_t arrival, std::int64_t ordinal, Story);
    void put_text(std::int64_t story, const Story&);
    /// The submission is to be read (again), as if nobody had tried.
    void make_pending(std::int64_t arrival);
    /// What it says was understood: it is neither pending nor parked.
    void settled(std::int64_t arrival);
    /// The words of its open additions, their cuts and problems.
    void add_follow_ups(Story&, std::int64_t number);
    /// The number of the story at this place of a submission, with a new reference when there was none.
    std::int64_t story_at(std::int64_t arrival, std::int64_t ordinal);
    /// No text stands behind these references any more; people's decisions stay.
    void drop_stories(std::int64_t arrival, std::int64_t from_ordinal);
    Revision next_revision();
    std::int64_t next_judgement();
    /// The story changes, with the next revision.
    void touch(std::int64_t story);
    /// The uses that find it; none while it is not live.
    Uses open_to(std::int64_t story);
    /// Consent changes, whatever the submission itself says when it is read again.
    void choose(std::int64_t story, const Consent&, const Giving&);
    /// Adds to the consent record what changes from the uses and wording before to `now`.
    void note_answers(std::int64_t story, Uses before, const std::string& wording_before, const Consent& now,
                      const Giving&, Answer yes);
    /// Begins the consent record of a story that has just been read; does nothing when there is one.
    void note_arrival(std::int64_t story, const Story&);
    /// Puts the teller's last correction in place of what the submission says.
    void apply_correction(std::int64_t arrival, std::int64_t ordinal, Story&);
    /// Before the text changes: returns it with its additions, or nullopt when nobody decided anything about it.
    std::optional<std::string> judged_text(std::int64_t story);
    /// After it changed: moves what people decided about passages and words to where these stand now.
    void carry_judgements(std::int64_t story, const std::optional<std::string>& before);
    void carry_decisions(std::int64_t story, const std::string& after);
    /// Computes the uses in force from what the teller chose and the state of moderation.
    void enforce(std::int64_t story);
    Moderation moderation_of(std::int64_t story);
    /// The SHA-256 of the story as others see it; "" when it is not live.
    std::string digest_of_seen(std::int64_t story);
    /// Its teller objected, and nothing that others would see has changed since.
    bool objected(std::int64_t story);
    /// The story is in this state from now on, and changes.
    void put_state(std::int64_t story, Moderation);
    bool has_text(std::int64_t story);
    bool has_text(std::int64_t story, const Story&);  ///< the same title and text
    /// Before put_text(): decides whether the story waits for a moderator, now that it was read.
    void note_reading(std::int64_t story, const Story&);
    /// Whether a change of what it shows must wait for a moderator: it was passed, its teller was asked, or it waited
    /// for nobody and has hidden words all the same.
    bool is_open(std::int64_t story);
    /// Its text changes: it waits for a moderator again if it is_open().
    void rewritten(std::int64_t story);
    /// Stores that something was done to the story.
    void record(std::int64_t story, const Moderated&);
    std::vector<Redaction> redactions_of(std::int64_t story);
    void put_redaction(std::int64_t story, const Redaction&);
    /// Makes of a story as it is kept the story as others see it.
    void redact(Story&, std::int64_t number);
    /// The story before its redactions, with its open additions, whatever its consent; nullopt when it is not live.
    std::optional<Story> kept_story(const StoryId&);
    /// Carries the spans and quotes of decisions over to the texts as others see them, and back.
    void as_shown(std::vector<Decision>&, Rows redacted);
    Decision as_kept(Decision);
    /// After touch(): it was open to these before.
    void note_opened(std::int64_t story, Uses before);

    void set(std::string_view name, std::string_view value);

    // Withdrawal; each is transactions of its own.
    void finish_withdrawals();
    /// After carry_judgements(): deletes what people decided about words that only this addition to the story had; the
    /// story waits again.
    void forget_addition(std::int64_t addition, std::int64_t story);
    Revision hide(const StoryId&, const Giving&);
    void erase();

    std::filesystem::path data_dir;
    std::optional<FileLock> writers;  ///< shared by all that have the store open for writing
    Connection db;
    std::string secret;
};

}  // namespace tangible

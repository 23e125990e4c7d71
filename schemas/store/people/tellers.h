// What tellers can do about their own story: see where it stands, choose how it may be used, correct and withdraw it.
#pragma once
#include "schemas/shapes/consent.h"
#include "schemas/shapes/story.h"
#include "schemas/store/common/part.h"
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tangible {

/// Where a teller's story stands, without its text.
struct Standing {
    enum class State { unknown, pending, parked, story, withdrawn } state = State::unknown;
    StoryId reference;
    std::int64_t received_ms = 0;
    Rejection rejection;  ///< when parked; of a withdrawn one "dropped" and the reason, if a moderator dropped it
};

/// When a story was taken back, and how far its erasure is.  A time is 0 until its step is done.
struct Withdrawal {
    std::int64_t asked_ms = 0;   ///< hidden from everybody
    std::int64_t erased_ms = 0;  ///< words erased from the store
    std::int64_t index_ms = 0;   ///< words erased from the files of the search index
};

class Tellers : protected StorePart {
public:
    using StorePart::StorePart;

    /// Returns where the story behind a private link stands; State::unknown when no story has this token.
    Standing standing(std::string_view token);
    Standing standing_of(const StoryId&);
    /// Returns whether somebody has a private link to the story.
    bool has_link(const StoryId&);
    /// Replaces the uses that the story's teller allows, and adds an entry to the consent record for each use whose
    /// answer or wording changes.  Throws Error{not_found} when there is no such story, {refused} when it was
    /// withdrawn.
    Revision set_consent(const StoryId&, const Consent&, const Giving& = {});
    /// Returns the consent record of a story in order, also of one that was withdrawn.
    std::vector<ConsentEvent> consent_events(const StoryId&);
    /// Stores the words of a wording; does nothing when they are stored.  Throws Error{bad_schema} when the id is that
    /// of other words: tellers said yes to those.
    void note_wording(const Wording&);
    std::optional<Wording> wording(const std::string& id);

    /// Replaces title, text, place and year of a story.  Decisions and redactions stay with their words where these
    /// still stand.  A story that others may read waits for a moderator again.  Does nothing when nothing changes.
    /// Throws Error{not_found} when the story is not there.
    Revision correct(const StoryId&, const Correction&);
    /// Returns the story's earlier versions, oldest first: as it was read from the submission, then each correction but
    /// the last, for Use::own or Use::team.  None when nobody corrected it or its teller does not allow `use`.
    std::vector<Correction> earlier_versions(const StoryId&, Use);

    /// Hides the whole submission of a story in one commit, with its additions and copies, and then erases it (see
    /// `finish_withdrawals()`).  May be repeated, also after a crash.  Throws Error{not_found}.
    Revision withdraw(const StoryId&, const Giving& = {});
    /// Erases the bytes, stories and decisions of everything withdrawn, empties SQLite's write-ahead log, and writes
    /// the database file anew if its unused space holds words; this takes as much memory as the file is large.  Costs
    /// one look-up when there is nothing to do.  What readers prevent for some seconds is left for the next call.
    void finish_withdrawals();
    /// Returns how far the withdrawal of a story is; nullopt when it was not withdrawn.
    std::optional<Withdrawal> withdrawal(const StoryId&);
    /// Asks that words which left the store up to now are erased from the files of the index too.
    void want_index_erased();
    /// Returns whether that is asked for, and an index at this revision of the store has what it needs.
    bool index_erasure_due(Revision);
    /// Notes that an index at this revision was erased.  What was asked for later stays asked for.
    void note_index_erased(Revision, std::int64_t now_ms);
};

}  // namespace tangible

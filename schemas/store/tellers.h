// What tellers can do about their own story: see where it stands, choose how it may be used, and withdraw it.
#pragma once
#include "schemas/shapes/consent.h"
#include "schemas/shapes/story.h"
#include "schemas/store/part.h"
#include <cstdint>
#include <string_view>

namespace tangible {

/// Where a teller's story stands, without its text.
struct Standing {
    enum class State { unknown, pending, parked, story, withdrawn } state = State::unknown;
    StoryId reference;
    std::int64_t received_ms = 0;
    Rejection rejection;  ///< when parked; of a withdrawn one "dropped" and the reason, if a moderator dropped it
};

class Tellers : protected StorePart {
public:
    using StorePart::StorePart;

    /// Returns where the story behind a private link stands; State::unknown when no story has this token.
    Standing standing(std::string_view token);
    Standing standing_of(const StoryId&);
    /// Replaces the uses that the story's teller allows.  Throws Error{not_found}.
    Revision set_consent(const StoryId&, const Consent&);
    /// Hides the whole submission of a story in one commit, with its additions and copies, and then erases it (see
    /// `finish_withdrawals()`).  May be repeated, also after a crash.  Throws Error{not_found}.
    Revision withdraw(const StoryId&);
    /// Erases the bytes, stories and decisions of everything withdrawn, empties SQLite's write-ahead log, and writes
    /// the database file anew if its unused space holds words; this takes as much memory as the file is large.  Costs
    /// one look-up when there is nothing to do.  What readers prevent for some seconds is left for the next call.
    void finish_withdrawals();
};

}  // namespace tangible

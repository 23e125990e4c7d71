// Turns a draft into a story or a rejection. This is the one place that decides what counts as a story.
#pragma once
#include "schemas/forms/questions.h"
#include "schemas/shapes/story.h"
#include "schemas/store/store.h"
#include <variant>
#include <vector>

namespace tangible::ingest {

/// What admit() decides: a story without its id, which the store gives, or the reason why there is none.
using Admission = std::variant<Story, Rejection>;

/// Longest text of a story; a longer one is a book or a mistake.
inline constexpr std::size_t max_text_bytes = std::size_t{1} << 20;

/// What a collection asks of its stories.
struct AdmissionRules {
    bool moderated = true;            ///< a story waits for a moderator
    std::vector<Question> questions;  ///< of its form, with the codebook's themes; other answers are left out
};

/// Decides whether `draft` is a story, and fills in the story. Rejects mails that machines wrote, drafts without text,
/// and texts above 1 MiB. Pure.
///
/// The details of the submission override what the draft says about itself; for batches the draft's own values win.
/// `ordinal` numbers the stories of one submission from 0. `partnerships` lists those we know: a draft that names one
/// by id or name takes its partner types from it, and its place when the draft gives none.
/// A story does not wait for a moderator if the submission's details say that somebody has read it.
/// Answers that do not fit the questions are left out, with a problem; those among the submission's details fitted when
/// it arrived, and stay.
Admission admit(const Submission&, Draft, std::uint32_t ordinal, const std::vector<Partnership>& partnerships,
                const AdmissionRules& = {});

}  // namespace tangible::ingest

// Turns a draft into a story or a rejection. This is the one place that decides what counts as a story.
#pragma once
#include "schemas/forms/form.h"
#include "schemas/shapes/story.h"
#include "schemas/store/store.h"
#include <variant>
#include <vector>

namespace tangible::ingest {

/// What admit() decides: a story without its id, which the store gives, or the reason why there is none.
using Admission = std::variant<Story, Rejection>;

/// Decides whether `draft` is a story, and fills in the story. Rejects mails that machines wrote, drafts without text,
/// and texts above 1 MiB. Pure.
///
/// The details of the submission override what the draft says about itself; for batches the draft's own values win.
/// `ordinal` numbers the stories of one submission from 0. `partnerships` lists those we know: a draft that names one
/// by id or name takes its partner types from it, and its place when the draft gives none.
/// With `moderated`, the story waits for a moderator, unless the submission's details say that somebody has read it.
Admission admit(const Submission&, Draft, std::uint32_t ordinal, const std::vector<Partnership>& partnerships,
                bool moderated = true);

}  // namespace tangible::ingest

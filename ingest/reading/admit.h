// From a draft to a story, or to a rejection: the one place that decides what counts as a story.
#pragma once
#include "schemas/forms/form.h"
#include "schemas/shapes/story.h"
#include "schemas/store/store.h"
#include <variant>
#include <vector>

namespace tangible::ingest {

using Admission = std::variant<Story, Rejection>;

/// Pure.  The submission's details override what the draft says of itself; in a batch it is the other way round.
/// `partnerships` gives the partner types and the place when the teller named only a partnership.
Admission admit(const Submission&, Draft, std::uint32_t ordinal, const std::vector<Partnership>& partnerships);

}  // namespace tangible::ingest

// What the coding desk proposes to read: a queue drawn at random, themes that lack examples, and stories that may be
// examples of one theme.
#pragma once
#include "serve/coding/reading_queue.h"
#include "serve/pages/views.h"

namespace tangible::serve::pages {

/// Adds the coder's queue of today, which it returns, and the six themes with the fewest examples.
std::vector<Queued> add_next(View&, const Call&, Workspace&);
/// Shows at most 50 stories in which the machine suggests the theme, without those where this coder has decided on it.
Reply desk_examples(const Call&, Workspace&, const Theme&);

}  // namespace tangible::serve::pages

// What the desk proposes to read: a queue drawn at random, themes that lack examples, and stories that may be examples
// of one theme.
#pragma once
#include "serve/pages/views.h"

namespace tangible::serve::pages {

void add_next(View&, const Call&, Workspace&);
/// Stories in which the machine suggests the theme, and this coder decided nothing on it.
Reply desk_examples(const Call&, Workspace&, const Theme&);

}  // namespace tangible::serve::pages

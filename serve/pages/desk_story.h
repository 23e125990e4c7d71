// What a coder sees beside a story's text: who sent it, what its teller was told and chose, what was left out.
#pragma once
#include "serve/pages/views.h"

namespace tangible::serve::pages {

void add_surroundings(View&, Desk&, const Story&);
/// What was learned from other stories suggests on this one, beside the codings that it has.
void add_hints(View&, Desk&, const Story&, const std::vector<Coding>&);

}  // namespace tangible::serve::pages

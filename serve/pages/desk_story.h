// What a coder sees beside a story's text: who sent it, what its teller was told and chose, what was left out.
#pragma once
#include "serve/pages/views.h"

namespace tangible::serve::pages {

void add_surroundings(View&, Desk&, const Story&);

}  // namespace tangible::serve::pages

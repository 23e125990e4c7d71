// Whether a story arrived twice: what it is like, as measured, and what a person said of it.
#pragma once
#include "serve/pages/views.h"

namespace tangible::serve::pages {

void add_likeness(View&, Workspace&, const Story&);

}  // namespace tangible::serve::pages

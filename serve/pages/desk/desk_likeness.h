// Shows a coder whether a story may have arrived twice.
#pragma once
#include "serve/pages/views.h"

namespace tangible::serve::pages {

/// Adds the copies that a person has marked, and similar stories that the team may read, each with its measured
/// overlap.
void add_likeness(View&, Workspace&, const Story&);

}  // namespace tangible::serve::pages

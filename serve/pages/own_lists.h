// Words that tellers typed for a partner, a place or a role, until a person has looked at them: only the values of the
// collection's own lists stand in public tables and among the filters that search offers.  Whoever is signed in sees
// all of them.  A typed value is not merged into another: it is left out.
#pragma once
#include "schemas/shapes/evidence.h"
#include "schemas/shapes/query.h"
#include "serve/collection/collection.h"

namespace tangible::serve::pages {

/// Takes typed values out of what is shown under Use::publish; does nothing under any other use.  A filter that the
/// reader has set stays.
void keep_own_lists(Results&, Workspace&, Use reader);
void keep_own_lists(Evidence&, Workspace&, Use reader);

}  // namespace tangible::serve::pages

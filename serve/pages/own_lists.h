// Keeps words that tellers typed for a partner, a place or a role out of public tables and filters: they may name
// somebody, and nobody has checked them.  The public sees only the values that the story form and the partnerships
// have; whoever is signed in sees all.  A typed value is left out of a table, not merged into another.
#pragma once
#include "schemas/shapes/evidence.h"
#include "schemas/shapes/query.h"
#include "serve/collection/collection.h"

namespace tangible::serve::pages {

/// Removes typed values when `reader` is Use::publish; does nothing for any other use.  A filter that the reader has
/// set stays, since it shows them only what they typed.
void keep_own_lists(Results&, Workspace&, Use reader);
void keep_own_lists(Evidence&, Workspace&, Use reader);

}  // namespace tangible::serve::pages

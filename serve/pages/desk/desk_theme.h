// The pages on which coders try edits of the codebook, and administrators save them.  They show the codebook's file as
// it is now, which may be later than the edition in force.
#pragma once
#include "serve/collection/collection.h"

namespace tangible::serve::pages {

Reply desk_themes(const Call&, Workspace&);
/// Shows the form of one theme; desk_theme_typed() tries what was typed on stories, or puts it in force.
Reply desk_theme(const Call&, Workspace&);
Reply desk_theme_typed(const Call&, Workspace&);
/// The same for a theme that does not exist yet.
Reply new_theme(const Call&, Workspace&);
Reply new_theme_typed(const Call&, Workspace&);
/// Lists groups of sentences that no theme catches (serve/coding/candidates.h).
Reply candidates(const Call&, Workspace&);

}  // namespace tangible::serve::pages

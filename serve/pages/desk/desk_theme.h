// The pages on which the codebook is worked on.
#pragma once
#include "serve/collection/collection.h"

namespace tangible::serve::pages {

Reply desk_themes(const Call&, Workspace&);
Reply desk_theme(const Call&, Workspace&);
Reply desk_theme_typed(const Call&, Workspace&);
Reply new_theme(const Call&, Workspace&);
Reply new_theme_typed(const Call&, Workspace&);
Reply candidates(const Call&, Workspace&);

}  // namespace tangible::serve::pages

// The pages on which the codebook is worked on.
#pragma once
#include "serve/house/house.h"

namespace tangible::serve::pages {

Reply desk_themes(const Call&, Desk&);
Reply desk_theme(const Call&, Desk&);
Reply desk_theme_typed(const Call&, Desk&);
Reply new_theme(const Call&, Desk&);
Reply new_theme_typed(const Call&, Desk&);
Reply candidates(const Call&, Desk&);

}  // namespace tangible::serve::pages

// What a try found, for the page: counts with their base, and passages under headings that say in words what they are.
#pragma once
#include "serve/coding/theme_tryout.h"
#include "serve/web/template.h"

namespace tangible::serve::pages {

/// `wrong`: some of what was typed was left out of the try.
View tried_view(Workspace&, const ThemeTryout&, bool wrong);

}  // namespace tangible::serve::pages

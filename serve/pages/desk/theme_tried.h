// Shows the result of trying an edited theme: counts with what they are counted of, and passages under headings.
#pragma once
#include "serve/coding/theme_tryout.h"
#include "serve/web/template.h"

namespace tangible::serve::pages {

/// Returns the view.  `wrong`: the form has mistakes, so that some of what was typed was not tried.
View tried_view(Workspace&, const ThemeTryout&, bool wrong);

}  // namespace tangible::serve::pages

// What the pages behind a teller's private link share.
#pragma once
#include "serve/collection/collection.h"
#include "serve/web/call.h"

namespace tangible::serve::pages {

/// Returns where the story behind the link of this call stands.  Throws Error{not_found} when the link leads nowhere.
Standing standing_or_404(const Call&, Workspace&);
/// As above.  Throws Error{not_found} too while there is no story that was read.
StoryId story_or_404(const Call&, Workspace&);
/// Returns the path of the teller's page, "/manage/TOKEN".
std::string manage_path(const Call&);

}  // namespace tangible::serve::pages

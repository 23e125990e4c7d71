// A search as a page, CSV, JSON or feed, also under the address that somebody saved it with.
#pragma once
#include "schemas/shapes/query.h"
#include "schemas/shapes/saved.h"
#include "serve/collection/collection.h"

namespace tangible::serve::pages {

/// `saved`: what it was saved as, or nullptr.
Reply search(const Call&, Workspace&, Query, const SavedSearch* saved);
Reply feed(const Call&, Workspace&, Query, const SavedSearch* saved);
/// For the part of the search's page that is about `saved`: its name, and how to have mails of it.
View saved_view(const Call&, Workspace&, const SavedSearch& saved);

}  // namespace tangible::serve::pages

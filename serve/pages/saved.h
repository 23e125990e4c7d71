// A search as a page, CSV, JSON or feed: under its own address, or under that of a saved search.
#pragma once
#include "schemas/shapes/query.h"
#include "schemas/shapes/saved.h"
#include "serve/collection/collection.h"

namespace tangible::serve::pages {

/// Runs the query and answers in the format of the call.  `saved`: the saved search, or nullptr when the query is the
/// address's own.
Reply search(const Call&, Workspace&, Query, const SavedSearch* saved);
/// As search(), as an Atom feed (RFC 4287): the latest 30 stories, or as many as size= says.  The query's sort and page
/// do not count.
Reply feed(const Call&, Workspace&, Query, const SavedSearch* saved);
/// Returns what the search's page shows of `saved`: its name, and the form that subscribes to its mails.
View saved_view(const Call&, Workspace&, const SavedSearch& saved);

}  // namespace tangible::serve::pages

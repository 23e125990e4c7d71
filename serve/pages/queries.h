// A request's address as a Query: one reading for pages and API.
#pragma once
#include "schemas/query.h"
#include "serve/call.h"

namespace tangible::serve::pages {

/// From q=, the fields of index/fields.h, sort=, page=, size=, confirmed=, view=, each=, synonyms=, until=.  The use is
/// the reader's.
Query query_of(const Call&);

}  // namespace tangible::serve::pages

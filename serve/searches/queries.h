// A request's address as a Query, and back: one reading for pages and API.
#pragma once
#include "schemas/shapes/query.h"
#include "serve/web/call.h"

namespace tangible::serve::pages {

/// What this reader may be shown: everyone publish, researchers research, staff team.
Use use_of(const Call&);
Use use_of(Role);

/// From q=, the fields of index/document/fields.h, sort=, page=, size=, confirmed=, view=, each=, synonyms=, until=.
/// The use is the reader's.  Throws Error{usage} when the address has more than 50 values of fields.
Query query_of(const Call&);
/// The same of a search that is kept; only its first 50 values of fields are taken.
Query query_of(const Fields&, Use);

/// The address of a search: the URL is the state.
std::string address_of(const Query&, const std::string& path = "/search");
/// What is looked for, for a title: "trust theme:rel.trust"; "all stories".
std::string in_words(const Query&);

}  // namespace tangible::serve::pages

// Turns the address of a request into a Query, and back. Pages, API, saved searches and feeds all use it, so that the
// same address always asks the same question.
//
//     const Query query = query_of(call);                       // /search?q=trust&year=2018..2021&page=2
//     const std::string address = address_of(query, "/search");  // the same address
#pragma once
#include "schemas/shapes/query.h"
#include "serve/web/call.h"

namespace tangible::serve::pages {

/// Returns the use for which a reader may see stories: publish for everyone, research for researchers, team for coders
/// and administrators.
Use use_of(const Call&);
Use use_of(Role);

/// Returns the query of a request's address, for the reader's use: from q=, the fields of index/document/fields.h, and
/// sort=, page=, size=, confirmed=, view=, each=, synonyms=, until=. Values out of range are moved into it, and unknown
/// words mean the default. Throws Error{usage} when the address has more than 50 values of fields.
Query query_of(const Call&);
/// As above, for the fields of a saved search; takes only its first 50 values of fields and never throws for them.
Query query_of(const Fields&, Use);

/// The farthest place in a list to which pages lead. Every hit before a page must be ranked, so a far page costs more
/// than a near one.
inline constexpr std::uint32_t max_offset = 10'000;

/// Returns the address that asks this query: `path` with all that differs from the default.
std::string address_of(const Query&, const std::string& path = "/search");
/// Returns the query in words, for a title: "trust theme:rel.trust"; "all stories" if it asks for nothing.
std::string in_words(const Query&);

}  // namespace tangible::serve::pages

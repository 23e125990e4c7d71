// The route table and what leads from a request to its answer: a Call and a Workspace in, a Reply out, without a
// socket. To add a page, add a row to the table in routes.cpp and a function to pages.h (or api.h and openapi.yaml).
//
//     Call call;
//     call.method = "GET", call.path = "/themes/rel.trust.csv";
//     const Reply reply = dispatch(call, workspace);  // the theme rel.trust as CSV
#pragma once
#include "serve/collection/collection.h"
#include "serve/web/call.h"
#include <span>
#include <string>

namespace tangible::serve {

/// One row of the table: which requests go to which function, and who may make them.
struct Route {
    const char* method;   ///< "GET" (also for HEAD) or "POST"
    const char* path;     ///< "/stories/:ref"; ":ref" matches one part of 1 to 200 bytes, which goes to Call::parts
    const char* formats;  ///< the suffixes it also takes, with spaces between: "json csv"; "" for none
    Role least;           ///< the role that a caller needs
    std::size_t max_body_bytes;  ///< a larger body is refused before it is read; 0 for no body
    Reply (*answer)(const Call&, Workspace&);
    const char* summary;  ///< what it does, for people
};

/// Returns the table. The first row that matches a request answers it.
std::span<const Route> routes();
/// Returns the route for a call, whose path may have a format suffix, and fills in call.path, format and parts. Returns
/// nullptr if there is none.
const Route* route_for(Call&);
/// Finds the route and answers the call. Never throws: a failure becomes a page (JSON under /api/) that reveals no
/// secrets, and a line in the log if it is ours.
Reply dispatch(Call&, Workspace&);
/// Answers a call whose route is known: finds the session, checks what the caller may do, and calls the route's
/// function. Never throws.
Reply answered(const Route&, Call&, Workspace&);
/// Returns the methods that this path takes, as the Allow header lists them: "GET, HEAD, POST". "" for an unknown path.
std::string allowed_methods(const std::string& path);

}  // namespace tangible::serve

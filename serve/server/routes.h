// The route table, a row each, and dispatch: a Call and a Workspace in, a Reply out, no socket in sight.
#pragma once
#include "serve/collection/collection.h"
#include "serve/web/call.h"
#include <span>
#include <string>

namespace tangible::serve {

struct Route {
    const char* method;
    const char* path;     ///< "/stories/:ref"; formats after a dot are listed beside
    const char* formats;  ///< "" or "json csv"
    Role least;           ///< who may call it
    std::size_t max_body_bytes;
    Reply (*answer)(const Call&, Workspace&);
    const char* summary;
};

std::span<const Route> routes();
/// The route for a path that may carry a format suffix; fills in call.path, format and parts.  nullptr when there is
/// none.
const Route* route_for(Call&);
/// Never throws: trouble of any kind becomes a page (or JSON under /api/) that tells no secrets, and a line in the log.
Reply dispatch(Call&, Workspace&);
/// The same once the route is found.
Reply answered(const Route&, Call&, Workspace&);
/// Methods that routes take at this path, as the header Allow lists them: "GET, HEAD, POST".  "" for an unknown path.
std::string allowed_methods(const std::string& path);

}  // namespace tangible::serve

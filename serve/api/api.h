// The JSON API, as schemas/openapi.yaml describes it. The route table in serve/server/routes.cpp calls each function
// for one path, after it has checked the caller's role. schemas/json/json.h writes the shapes. Errors that these
// functions throw become JSON with a fitting status (routes.cpp).
#pragma once
#include "serve/collection/collection.h"

namespace tangible::serve::api {

Reply health(const Call&, Workspace&);
Reply openapi(const Call&, Workspace&);
Reply search(const Call&, Workspace&);
Reply tell(const Call&, Workspace&);
Reply story(const Call&, Workspace&);
Reply similar(const Call&, Workspace&);
Reply verdict(const Call&, Workspace&);
Reply counts(const Call&, Workspace&);
Reply themes(const Call&, Workspace&);
Reply theme(const Call&, Workspace&);
Reply evidence(const Call&, Workspace&);
Reply hints(const Call&, Workspace&);
Reply partnerships(const Call&, Workspace&);

}  // namespace tangible::serve::api

// The JSON API, as schemas/openapi.yaml describes it: each answer is a shape of schemas/json/json.h.
#pragma once
#include "serve/house/house.h"

namespace tangible::serve::api {

Reply health(const Call&, Desk&);
Reply openapi(const Call&, Desk&);
Reply search(const Call&, Desk&);
Reply tell(const Call&, Desk&);
Reply story(const Call&, Desk&);
Reply similar(const Call&, Desk&);
Reply verdict(const Call&, Desk&);
Reply counts(const Call&, Desk&);
Reply themes(const Call&, Desk&);
Reply theme(const Call&, Desk&);
Reply evidence(const Call&, Desk&);
Reply hints(const Call&, Desk&);
Reply partnerships(const Call&, Desk&);

}  // namespace tangible::serve::api

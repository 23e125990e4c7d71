// What signing in and out sends to the browser.
#pragma once
#include "serve/collection/collection.h"
#include "serve/collection/tokens.h"

namespace tangible::serve::pages {

/// The cookies of a session that begins, and of a device that is known from then on.
void add_session(Reply&, Workspace&, const Account&, const SignedIn&);
/// Ends the session in this browser; the device stays known.
void end_session(Reply&, const Workspace&);

}  // namespace tangible::serve::pages

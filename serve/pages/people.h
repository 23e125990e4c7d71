// The cookies that signing in and out set in the browser.
#pragma once
#include "serve/collection/collection.h"
#include "serve/collection/tokens.h"

namespace tangible::serve::pages {

/// Adds the cookies of a new session, and of a known device (device_token() in tokens.h).
void add_session(Reply&, Workspace&, const Account&, const SignedIn&);
/// Deletes the session's cookie and what the page stored in this browser; the device stays known.  Does not end the
/// session in the store.
void end_session(Reply&, const Workspace&);

}  // namespace tangible::serve::pages

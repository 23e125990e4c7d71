// The only sender of mail, with serve/searches/digests.h.  Acknowledges each mail that may be answered (RFC 3834): at
// most one a day to an address, at most sixty an hour in all, never to ourselves.  Safe to repeat after any crash; who
// is killed between the relay's yes and our note of it sends that one twice.
#pragma once
#include "schemas/forms/form.h"
#include "schemas/store/store.h"
#include "serve/collection/config.h"
#include "serve/mail/relay.h"
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace tangible::serve {

/// Hands one mail over: hand_over() with a relay, or a test's own.
using Handing = std::function<void(const std::string& to, std::string_view mail)>;

/// Sends what is due at `now_ms` as far as the limits allow, stops at the first trouble with the relay, and tries that
/// again later: after a minute, then twice as long each time, for five days.
void send_owed(Store&, const Config&, const Form&, std::int64_t now_ms, const Handing&);

/// The same by the configured relay; nothing when there is none.  One process at a time; others return at once.
void send_owed(Store&, const Config&);

}  // namespace tangible::serve

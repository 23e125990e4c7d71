// Sends acknowledgements to people who mailed a story, as RFC 3834 allows: at most one a day to an address, at most 60
// mails an hour in all, never to ourselves. Together with serve/searches/digests.h the only sender of mail. Safe to
// repeat after a crash; only if the program is killed between the relay's reply and our record of it, that mail is sent
// twice.
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

/// Sends one complete mail: hand_over() of relay.h, or a stand-in of a test. Throws what hand_over() throws.
using Handing = std::function<void(const std::string& to, std::string_view mail)>;

/// Sends the acknowledgements that are due at `now_ms`, as far as the limits allow, and records what became of each.
/// Stops at a temporary failure of the relay. That mail is tried again after a minute, then after twice as long each
/// time (at most 8.5 hours), for five days after the story arrived. A mail that the relay refuses is not tried again.
void send_owed(Store&, const Config&, const Form&, std::int64_t now_ms, const Handing&);

/// As above, with the configured relay and the present time. Does nothing if there is no relay, or while another
/// process sends mails from the same folder.
void send_owed(Store&, const Config&);

}  // namespace tangible::serve

// Mails digests of the new stories in a saved search to the addresses that confirmed a subscription: at most one mail a
// day or week to each, none if nothing is new. Shares its lock and its limit of 60 mails an hour with
// serve/mail/mailer.h; 20 of the 60 are reserved for acknowledgements. After a temporary failure of the relay all
// subscriptions wait five minutes. Safe to repeat after a crash, as the mailer is.
#pragma once
#include "index/search/search.h"
#include "schemas/store/store.h"
#include "serve/collection/config.h"
#include "serve/mail/mailer.h"
#include <cstdint>
#include <string>

namespace tangible::serve {

/// One round of sending.
struct DigestRound {
    std::int64_t now_ms = 0;
    bool looked_at_or_not = false;  ///< also looks at searches that had nothing new less than an hour ago
};

/// Sends all mails that are due, as far as the limits allow, and returns how many were sent: requests to confirm an
/// address or a subscription, and digests. `secret` is secret_of() the collection; it makes the links.
std::size_t send_digests(Store&, index::Searcher&, const Config&, const std::string& secret, const DigestRound&,
                         const Handing&);

/// As above, with the configured relay and the present time. Sends nothing if there is no relay or no base_url. While
/// another process sends, returns 0 at once; with `looked_at_or_not`, after half a minute.
std::size_t send_digests(Store&, index::Searcher&, const Config&, const std::string& secret, bool looked_at_or_not);

}  // namespace tangible::serve

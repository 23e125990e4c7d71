// Tells addresses that want it what is new in a saved search: at most one mail a day or week each, none when nothing is
// new.  Beside serve/mail/mailer.h, under the same lock and within its sixty mails an hour, of which acknowledgements
// keep twenty.  After trouble with the relay all wait five minutes.  Safe to repeat after any crash, as the mailer is.
#pragma once
#include "index/search/search.h"
#include "schemas/store/store.h"
#include "serve/collection/config.h"
#include "serve/mail/mailer.h"
#include <cstdint>
#include <string>

namespace tangible::serve {

struct DigestRound {
    std::int64_t now_ms = 0;
    bool looked_at_or_not = false;  ///< also those that were looked at less than an hour ago, in vain
};

/// Gives how many mails went.  `secret`: the house's, of which links are made.
std::size_t send_digests(Store&, index::Searcher&, const Config&, const std::string& secret, const DigestRound&,
                         const Handing&);

/// The same by the configured relay; none when there is none, or another process sends (who asks for all waits for it
/// half a minute).
std::size_t send_digests(Store&, index::Searcher&, const Config&, const std::string& secret, bool looked_at_or_not);

}  // namespace tangible::serve

// The mails about a saved search: one that asks whether they are wanted, and the digests.  Each says how to end them.
#pragma once
#include "schemas/shapes/account.h"
#include "schemas/shapes/saved.h"
#include "serve/collection/config.h"
#include <cstdint>
#include <string>
#include <vector>

namespace tangible::serve {

/// A story as a digest tells of it; the snippet is "" unless anyone may read the story.
struct News {
    std::string title, link, snippet;
    int year = 0;
};

/// Whom a mail is for, and what about.
struct DigestFor {
    const SavedSearch& search;
    const Subscription& subscription;
    std::string link;  ///< where the subscription is confirmed and ended
    std::int64_t sent_ms = 0;
};

/// Whole mails as written() makes them.
std::string question_mail(const Config&, const DigestFor&);
/// Asks an account's owner whether the address is theirs; `token` is what stands behind /account/address/.
std::string address_mail(const Config&, const AddressCheck&, const std::string& token, std::int64_t sent_ms);
std::string digest_mail(const Config&, const DigestFor&, const std::vector<News>&);

}  // namespace tangible::serve

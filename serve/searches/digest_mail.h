// Writes the mails about a saved search: the one that asks whether an address wants digests, and the digests, each with
// a link that ends them. Also writes the mail that confirms an account's address.
#pragma once
#include "schemas/shapes/account.h"
#include "schemas/shapes/saved.h"
#include "serve/collection/config.h"
#include <cstdint>
#include <string>
#include <vector>

namespace tangible::serve {

/// One story in a digest.
struct News {
    std::string title, link, snippet;  ///< snippet: "" unless everyone may read the story, since mail is not private
    int year = 0;                      ///< 0 if unknown
};

/// Which search a mail is about, and which subscription it goes to.
struct DigestFor {
    const SavedSearch& search;
    const Subscription& subscription;
    std::string link;  ///< the page where the subscription is confirmed and ended
    std::int64_t sent_ms = 0;
};

/// Returns the mail that asks an address whether it wants the digests (double opt-in). Like the two below, it is
/// complete, as written() of own_mail.h returns it.
std::string question_mail(const Config&, const DigestFor&);
/// Returns the mail that asks the owner of an account whether the address is theirs. `token` is the address_token() for
/// the link /account/address/TOKEN.
std::string address_mail(const Config&, const AddressCheck&, const std::string& token, std::int64_t sent_ms);
/// Returns a digest. It lists at most 50 stories and says how many more there are.
std::string digest_mail(const Config&, const DigestFor&, const std::vector<News>&);

}  // namespace tangible::serve

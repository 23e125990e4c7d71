// Saved searches, and the addresses that get digests of them.
#pragma once
#include "schemas/shapes/saved.h"
#include "schemas/store/common/part.h"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tangible {

class Searches : protected StorePart {
public:
    using StorePart::StorePart;

    /// Adds a saved search, or renames the one with its id.
    void put_saved_search(const SavedSearch&);
    std::optional<SavedSearch> saved_search(std::string_view id);
    std::vector<SavedSearch> saved_searches(std::string_view owner);
    /// Deletes a saved search and its subscriptions.
    void drop_saved_search(std::string_view id);

    /// Queues a confirmation mail (double opt-in): the holder of `token` can confirm, and unsubscribe later.  Returns
    /// false when the address is subscribed or was asked already, or was asked three times in the last day.
    bool subscribe(const Subscription&, std::string_view token, std::int64_t now_ms);
    std::optional<Subscription> subscription(std::string_view token);
    /// Starts the subscription now; stories that are there already are not sent.
    void confirm(const Subscription&, std::int64_t now_ms);
    void unsubscribe(const Subscription&);
    /// Deletes subscriptions that were not confirmed within three days.
    void forget_unconfirmed(std::int64_t now_ms);
    /// Returns subscriptions that are due, those to be asked before those to be sent a digest.  With
    /// `looked_at_or_not`, also those whose search was looked at a short while ago, as long as they may have a mail
    /// today.
    std::vector<Subscription> subscriptions_due(std::int64_t now_ms, std::size_t limit, bool looked_at_or_not = false);
    /// Returns how many mails were sent after `since_ms`, acknowledgements included.
    std::size_t mails_since(std::int64_t since_ms);
    /// Records that the confirmation mail was sent.
    void note_asked(const Subscription&, std::int64_t now_ms);
    /// Records that a digest of everything up to `told` was sent.
    void note_told(const Subscription&, Revision told, std::int64_t now_ms);
    /// Records when to look at the subscription next.
    void note_later(const Subscription&, std::int64_t next_ms);
    /// Postpones all subscriptions.
    void put_off_subscriptions(std::int64_t until_ms);
    /// Records that the relay refused a mail.  It is tried again the next day, three times in all; a confirmation mail,
    /// once.
    void note_refused(const Subscription&, std::int64_t now_ms);
};

}  // namespace tangible

// Accounts of the people who work here, and their sessions.  Tokens are stored as hashes, so that a copy of the store
// opens no door.
#pragma once
#include "schemas/shapes/account.h"
#include "schemas/store/common/part.h"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tangible {

class Accounts : protected StorePart {
public:
    using StorePart::StorePart;

    /// Throws Error{refused} when an account has this name already.
    void add_account(const Account&);
    /// Makes a token with which add_first_account() works until `until_ms`, in place of an earlier token.  Keeps only
    /// its hash, and forgets it as soon as there is an account.
    void offer_first_account(std::string_view token, std::int64_t until_ms);
    /// Returns whether there is no account yet, and this is the token that was offered last and is not too old.
    bool offers_first_account(std::string_view token, std::int64_t now_ms);
    /// Adds the first account.  Returns false, and adds none, when the token is not offered.
    bool add_first_account(const Account&, std::string_view token, std::int64_t now_ms);
    /// Adds or replaces an account, and ends its sessions.
    void put_account(const Account&);
    /// Deletes the account, its sessions, and its subscriptions that show what the public does not see.  Its verdicts
    /// keep its name.
    void drop_account(std::string_view name);
    std::optional<Account> account(std::string_view name);
    std::vector<Account> accounts();  ///< by name

    void put_session(std::string_view token, const Session&);
    /// Returns the session, with the role that its account has now, and records that it was used.  Returns nullopt when
    /// it ended, was not used for `session_idle_ms`, its account is disabled, or the clock was set back before its last
    /// use.
    std::optional<Session> session(std::string_view token, std::int64_t now_ms);
    void drop_session(std::string_view token);
    void drop_sessions(std::string_view account);
    /// Ends all sessions when the clock has been set back since the last call; otherwise remembers the time for the
    /// next.  Call now and then, and at each sign-in.
    void note_time(std::int64_t now_ms);

    /// Queues the mail that asks whether the address belongs to the account.  Returns false when this address was asked
    /// too often today.
    bool check_address(const AddressCheck&, std::string_view token, std::int64_t now_ms);
    std::optional<AddressCheck> address_check(std::string_view account);
    std::vector<AddressCheck> address_checks_due(std::size_t limit);
    /// Records that the mail was sent.
    void note_checked(const AddressCheck&, std::int64_t now_ms);
    /// Makes the address the account's own.  Returns false when the token is not that of the mail, or is three days
    /// old.
    bool confirm_address(std::string_view account, std::string_view token, std::int64_t now_ms);
    void drop_address(std::string_view account);
};

}  // namespace tangible

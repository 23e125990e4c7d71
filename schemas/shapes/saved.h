// Searches that people keep, and the mail addresses that are told when one of them finds something new.
#pragma once
#include <cstdint>
#include <string>

namespace tangible {

/// A search with an address of its own.
struct SavedSearch {
    std::string id;     ///< random; anyone who has it may open the search, and sees what they may see anyway
    std::string owner;  ///< an account
    std::string name;
    std::string query;  ///< the part of the search page's address after '?'
    std::int64_t saved_ms = 0;
};

/// An address that asked for mails about one saved search.  The store knows no more of an address than this, and
/// forgets it when no more mails are wanted.
struct Subscription {
    std::string id, search, addr;
    std::string account;  ///< account as which the search is run, so that the mails show no more than it may see;
                          ///< "" for the public
    int every_days = 1;   ///< days between two mails, at least
    /// `due`: the confirmation mail is still to be sent.  `asked`: it was sent.  `confirmed`: mails are wanted.
    enum class State : std::uint8_t { due, asked, confirmed } state = State::due;
    std::int64_t told = 0;  ///< revision of the store up to which stories are not new to this address
    std::int64_t begun_ms = 0, sent_ms = 0;
    int refused = 0;  ///< how many times in a row the mail relay refused its mail
};

}  // namespace tangible

// Searches that people keep under an address, and who gets a mail when they find something new.
#pragma once
#include <cstdint>
#include <string>

namespace tangible {

struct SavedSearch {
    std::string id;     ///< random; who has it may look, as far as they may look at all
    std::string owner;  ///< an account
    std::string name;
    std::string query;  ///< as its address has it, after the '?'
    std::int64_t saved_ms = 0;
};

/// All that is known of an address, for as long as it wants mails.
struct Subscription {
    std::string id, search, addr;
    std::string account;  ///< whose eyes it sees with; "" the public's
    int every_days = 1;
    enum class State : std::uint8_t { due, asked, confirmed } state = State::due;  ///< as in 004_searches.sql
    std::int64_t told = 0;  ///< up to this revision stories are no news
    std::int64_t begun_ms = 0, sent_ms = 0;
    int refused = 0;  ///< how often in a row the relay would not have its mail
};

}  // namespace tangible

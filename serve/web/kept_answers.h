// Pages that were made a moment ago, handed out again while neither store nor index has changed: then the same address
// gives a visitor the same bytes.  For those who are not signed in.  One thread at a time.
#pragma once
#include "serve/web/call.h"
#include <cstddef>
#include <functional>
#include <string>
#include <unordered_map>

namespace tangible::serve {

class KeptAnswers {
public:
    /// The answer at `address`, made unless it was kept in this `state`.  Only what went well is kept.
    Reply of(const std::string& address, const std::string& state, const std::function<Reply()>& make);

private:
    std::string state_;
    std::unordered_map<std::string, Reply> kept_;
    std::size_t bytes_ = 0;
};

}  // namespace tangible::serve

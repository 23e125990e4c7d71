// A cache of finished pages. While neither store nor index changes, the same address gives every visitor the same
// bytes, so a page need be made only once. Only for visitors who are not signed in: other pages differ by account.
//
//     KeptAnswers kept;  // one for each workspace
//     kept.of("/themes?", state, [&] { return pages::themes(call, work); });
#pragma once
#include "serve/web/call.h"
#include <cstddef>
#include <functional>
#include <string>
#include <unordered_map>

namespace tangible::serve {

/// The answers of one state, at most about 8 MiB. One thread at a time.
class KeptAnswers {
public:
    /// Returns the answer that was kept for `address` in this `state`; otherwise calls `make`, and keeps its answer if
    /// the status is 200. Another `state` than at the last call empties the cache.
    Reply of(const std::string& address, const std::string& state, const std::function<Reply()>& make);

private:
    std::string state_;
    std::unordered_map<std::string, Reply> kept_;
    std::size_t bytes_ = 0;
};

}  // namespace tangible::serve

// Keeps the answers of one state in a map, which is emptied when the state changes or when it holds more than 8 MiB.
// Dropping only the oldest answers would need an order, and gain little: the state of a live collection changes often.
#include "serve/web/kept_answers.h"

namespace tangible::serve {
namespace {

// For each workspace; a server has at most four workspaces for each processor.
constexpr std::size_t most_bytes = std::size_t{8} << 20;

}  // namespace

Reply KeptAnswers::of(const std::string& address, const std::string& state, const std::function<Reply()>& make) {
    if (state != state_ || bytes_ > most_bytes) {
        kept_.clear();
        bytes_ = 0;
        state_ = state;
    }
    if (const auto at = kept_.find(address); at != kept_.end()) return at->second;
    auto reply = make();
    if (reply.status != 200) return reply;
    bytes_ += address.size() + reply.body.size();
    return kept_[address] = std::move(reply);
}

}  // namespace tangible::serve

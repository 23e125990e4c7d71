// Nothing is stored when a queue is shown. To find out whether a story was in it, approach() draws today's queue again,
// as it was before the coder began on the story; the queue depends only on its inputs.
#include "serve/coding/approach.h"
#include "schemas/ground/clock.h"
#include "serve/coding/reading_queue.h"
#include <algorithm>

namespace tangible::serve {

Approach approach(Store& store, const StoryId& id, const std::string& coder, bool from_queue, std::int64_t now_ms) {
    const auto read = store.read_through(id);
    if (std::any_of(read.begin(), read.end(), [&](const ReadThrough& r) { return r.coder == coder; }))
        return {.done = true};
    if (!from_queue) return {};
    // A decision of an earlier day means that the coder began before, when the story may have been in no queue.
    const auto today = day(now_ms);
    auto decisions = store.decisions(Use::team);
    const auto mine = [&](const Decision& d) { return d.story == id && d.coder == coder; };
    if (std::any_of(decisions.begin(), decisions.end(),
                    [&](const Decision& d) { return mine(d) && day(d.decided_ms) != today; }))
        return {};
    // The coder's decisions of today have taken the story out of the queue: draw it as if they were not there.
    std::erase_if(decisions, mine);
    for (const auto& q :
         to_read_next(store.stories(Use::team), decisions, store.read_through(Use::team), coder, today, queued_at_once))
        if (q.story == id) return {.drawn = true};
    return {};
}

std::vector<Decision> decisions_by(std::string_view coder, std::vector<Decision> decisions) {
    std::erase_if(decisions, [&](const Decision& d) { return d.coder != coder; });
    return decisions;
}

}  // namespace tangible::serve

// Looks for the coder among those who have read the story through. For a story from the queue it draws today's queue
// again, without the coder's own decisions on this story, to see whether the story was in the queue.
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
    const auto today = day(now_ms);
    auto decisions = store.decisions(Use::team);
    const auto mine = [&](const Decision& d) { return d.story == id && d.coder == coder; };
    if (std::any_of(decisions.begin(), decisions.end(),
                    [&](const Decision& d) { return mine(d) && day(d.decided_ms) != today; }))
        return {};
    // What they have marked so far has taken the story out of the queue.
    std::erase_if(decisions, mine);
    for (const auto& q :
         to_read_next(store.stories(Use::team), decisions, store.read_through(Use::team), coder, today, queued_at_once))
        if (q.story == id) return {.drawn = true, .blind = q.second_reading};
    return {};
}

std::vector<Decision> decisions_by(std::string_view coder, std::vector<Decision> decisions) {
    std::erase_if(decisions, [&](const Decision& d) { return d.coder != coder; });
    return decisions;
}

}  // namespace tangible::serve

#include "index/evidence/drawn.h"
#include "index/evidence/held.h"
#include <cmath>
#include <map>

namespace tangible::index {

Interval wilson(std::uint32_t part, std::uint32_t of, double z) {
    const double n = of, p = part / n, middle = p + z * z / (2 * n);
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)), all = 1 + z * z / n;
    return {(middle - half) / all, (middle + half) / all};
}

DrawnShares drawn_shares(const Codebook& book, const std::vector<Decision>& decisions,
                         const std::vector<ReadThrough>& read) {
    std::map<StoryId, const ReadThrough*> first;
    for (const auto& r : read)
        if (auto& f = first[r.story]; r.drawn && (!f || r.done_ms < f->done_ms)) f = &r;
    std::erase_if(first, [](const auto& f) { return !f.second; });
    std::map<std::pair<std::string, StoryId>, Held> held;
    for (const auto& d : in_time(decisions)) {
        const auto reader = first.find(d.story);
        if (reader != first.end() && d.coder == reader->second->coder && d.decided_ms <= reader->second->done_ms)
            held[{d.theme, d.story}].decide(d);
    }
    DrawnShares out;
    out.stories = static_cast<std::uint32_t>(first.size());
    if (first.empty()) return out;
    for (const auto& t : book.themes) {
        DrawnShare share{t.id, 0, {}};
        for (const auto& [story, reader] : first)
            if (const auto h = held.find({t.id, story}); h != held.end()) share.stories += h->second.yes();
        share.interval = wilson(share.stories, out.stories);
        out.themes.push_back(share);
    }
    return out;
}

}  // namespace tangible::index

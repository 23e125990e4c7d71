// Picks the first reader of each drawn story, so that a story counts once, and replays that reader's decisions up to
// the moment of finishing; the shares follow from what was confirmed then. Wilson's interval is used because it stays
// within [0, 1] and is sound for the few stories and rare themes that there are.
#include "index/agreement/drawn.h"
#include "index/agreement/held.h"
#include <cmath>
#include <map>

namespace tangible::index {

Interval wilson(std::uint32_t part, std::uint32_t of, double z) {
    if (of == 0) return {0, 1};
    const double n = of, p = part / n, middle = p + z * z / (2 * n);
    const double half = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n)), all = 1 + z * z / n;
    return {(middle - half) / all, (middle + half) / all};
}

namespace {

/// What the first reader of each drawn story had decided when they finished.
class Readings {
public:
    Readings(const std::vector<Decision>& decisions, const std::vector<ReadThrough>& read) {
        for (const auto& r : read)
            if (r.drawn)
                if (auto& f = first_[r.story]; !f || r.noted < f->noted) f = &r;
        for (const auto& d : decisions) {
            const auto reader = first_.find(d.story);
            if (reader != first_.end() && reader->second->had(d)) held_[{d.theme, d.story}].decide(d);
        }
    }

    std::uint32_t stories() const { return static_cast<std::uint32_t>(first_.size()); }

    DrawnShare of(const Theme& t) const {
        DrawnShare share{t.id, 0, 0, {}};
        for (const auto& [story, reader] : first_) {
            if (!reader->asked_for(t.id)) continue;
            ++share.of;
            if (const auto h = held_.find({t.id, story}); h != held_.end()) share.stories += h->second.yes();
        }
        share.interval = wilson(share.stories, share.of);
        return share;
    }

private:
    std::map<StoryId, const ReadThrough*> first_;
    std::map<std::pair<std::string, StoryId>, Held> held_;
};

}  // namespace

DrawnShare drawn_share(const Theme& theme, const std::vector<Decision>& decisions,
                       const std::vector<ReadThrough>& read) {
    return Readings(decisions, read).of(theme);
}

DrawnShares drawn_shares(const Codebook& book, const std::vector<Decision>& decisions,
                         const std::vector<ReadThrough>& read) {
    const Readings readings(decisions, read);
    DrawnShares out{readings.stories(), {}};
    if (out.stories == 0) return out;
    for (const auto& t : book.themes) out.themes.push_back(readings.of(t));
    return out;
}

}  // namespace tangible::index

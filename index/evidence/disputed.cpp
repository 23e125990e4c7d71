// Groups decisions by story and theme, keeps each person's latest decision on overlapping passages, and compares them
// pair by pair. A passage that overlaps one already listed is left out.
#include "index/evidence/disputed.h"
#include <algorithm>
#include <map>
#include <tuple>

namespace tangible::index {
namespace {

// Returns what each person says now. A new decision takes the place of the person's earlier ones that it overlaps, and
// moves to the end.
std::vector<Decision> latest_of_each(const std::vector<Decision>& all) {
    std::vector<Decision> latest;
    for (const auto& d : all) {
        std::erase_if(latest, [&](const Decision& e) { return e.coder == d.coder && e.span.overlaps(d.span); });
        latest.push_back(d);
    }
    return latest;
}

// Whether two people say opposite things about overlapping passages.
bool differ(const Decision& a, const Decision& b) {
    return a.coder != b.coder && a.span.overlaps(b.span) && confirmed(a.verdict) != confirmed(b.verdict);
}

}  // namespace

std::vector<Decision> disputed(const std::vector<Decision>& decisions) {
    std::map<std::tuple<StoryId, std::string>, std::vector<Decision>> by_unit;
    for (const auto& d : decisions) by_unit[{d.story, d.theme}].push_back(d);
    std::vector<Decision> passages;
    for (const auto& [unit, all] : by_unit) {
        const auto said = latest_of_each(all);
        // Passages listed before `first` are of another story or theme.
        const auto first = passages.size();
        for (const auto& d : said) {
            const bool told = std::any_of(passages.begin() + static_cast<std::ptrdiff_t>(first), passages.end(),
                                          [&](const Decision& p) { return p.span.overlaps(d.span); });
            if (!told && std::any_of(said.begin(), said.end(), [&](const Decision& other) { return differ(d, other); }))
                passages.push_back(d);
        }
    }
    return passages;
}

}  // namespace tangible::index

// Turns decisions into units with a rating by each coder, one unit for each theme and story, and passes them to
// agreement(). coders_agreement() takes the ratings from whoever decided; blind_agreement() takes them from all who
// read a story to its end, since with them "nothing marked" is an answer, too.
#include "index/agreement/coders.h"
#include "index/agreement/held.h"
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace tangible::index {
namespace {

using ByCoder = std::map<std::string, Held>;
using ByStory = std::map<StoryId, ByCoder>;

// Numbers names 0, 1, 2 in the order in which they come.
class Numbers {
public:
    std::uint32_t of(const std::string& name) {
        return known_.try_emplace(name, static_cast<std::uint32_t>(known_.size())).first->second;
    }

private:
    std::map<std::string, std::uint32_t> known_;
};

// The units of one theme, and how many ratings of the shared ones said yes.
struct Coded {
    std::vector<Unit> units;
    std::uint32_t yes = 0, ratings = 0;

    void add(Unit unit) {
        if (unit.ratings.size() > 1)
            for (const auto& r : unit.ratings) ++ratings, yes += r.category;
        units.push_back(std::move(unit));
    }
};

bool differ(const Unit& unit) {
    return std::any_of(unit.ratings.begin(), unit.ratings.end(),
                       [&](const Rating& r) { return r.category != unit.ratings[0].category; });
}

ThemeAgreement measured(const std::string& theme, const Coded& coded, const Bootstrap& how) {
    return {theme, agreement(coded.units, how), coded.yes, coded.ratings};
}

}  // namespace

CodersAgreement coders_agreement(const Codebook& book, const std::vector<Decision>& decisions, const Bootstrap& how) {
    CodersAgreement out;
    std::map<std::string, ByStory> by_theme;
    for (const auto& d : decisions)
        if (book.find(d.theme))
            by_theme[d.theme][d.story][d.coder].decide(d);
        else
            ++out.left_out;
    Numbers stories, coders;
    Coded all;
    std::set<StoryId> shared;
    for (const auto& theme : book.themes) {
        const auto coded_in = by_theme.find(theme.id);
        if (coded_in == by_theme.end()) continue;
        Coded here;
        for (const auto& [story, by_coder] : coded_in->second) {
            Unit unit{stories.of(story), {}};
            for (const auto& [coder, held] : by_coder) unit.ratings.push_back({coders.of(coder), held.yes()});
            if (unit.ratings.size() > 1) shared.insert(story);
            if (differ(unit)) out.differences.push_back({theme.id, story});
            all.add(unit);
            here.add(std::move(unit));
        }
        out.themes.push_back(measured(theme.id, here, how));
    }
    out.pooled = measured("", all, how);
    out.stories = static_cast<std::uint32_t>(shared.size());
    return out;
}

ThemeAgreement blind_agreement(const Codebook& book, const std::vector<Decision>& decisions,
                               const std::vector<ReadThrough>& read, const Bootstrap& how) {
    std::map<StoryId, std::vector<const ReadThrough*>> readers;
    for (const auto& r : read) readers[r.story].push_back(&r);
    // Keep stories with two readers, of whom one at least was blind.
    std::erase_if(readers, [](const auto& of) {
        return of.second.size() < 2 ||
               std::none_of(of.second.begin(), of.second.end(), [](const ReadThrough* r) { return r->blind; });
    });
    std::map<std::tuple<std::string, StoryId, std::string>, Held> held;
    for (const auto& d : decisions)
        if (const auto of = readers.find(d.story); of != readers.end())
            for (const auto* r : of->second)
                if (r->had(d)) held[{d.theme, d.story, d.coder}].decide(d);
    Numbers stories, coders;
    Coded all;
    for (const auto& theme : book.themes)
        for (const auto& [story, of] : readers) {
            Unit unit{stories.of(story), {}};
            for (const auto* r : of)
                if (r->asked_for(theme.id))
                    unit.ratings.push_back({coders.of(r->coder), held[{theme.id, story, r->coder}].yes()});
            all.add(std::move(unit));
        }
    return measured("", all, how);
}

}  // namespace tangible::index

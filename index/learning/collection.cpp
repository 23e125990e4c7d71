// learned_from() chooses the stories to read, makes readings and reviews of them, and calls learn(). hinted_by() scores
// every story with the model and keeps the likeliest stories of each target.
#include "index/learning/collection.h"
#include "index/learning/suggest.h"
#include "schemas/shapes/by_story.h"
#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>
#include <tuple>

namespace tangible::index {
namespace {

using ReadByStory = std::map<StoryId, std::vector<ReadThrough>>;

ReadByStory by_story(std::vector<ReadThrough> read) {
    ReadByStory of;
    for (auto& r : read) of[r.story].push_back(std::move(r));
    return of;
}

template <class Of> std::vector<Of> on(const std::map<StoryId, std::vector<Of>>& all, const StoryId& id) {
    const auto at = all.find(id);
    return at == all.end() ? std::vector<Of>() : at->second;
}

// The stories to read, at most max_stories_learned_from. Sorting makes the choice depend on nothing but the store.
std::vector<StoryId> chosen(std::vector<StoryId> all, const DecisionsByStory& decisions, const ReadByStory& read) {
    std::sort(all.begin(), all.end());
    if (all.size() <= max_stories_learned_from) return all;
    std::vector<StoryId> decided, others;
    for (auto& id : all) (decisions.contains(id) || read.contains(id) ? decided : others).push_back(std::move(id));
    decided.resize(std::min(decided.size(), max_stories_learned_from));
    const auto room = max_stories_learned_from - decided.size();
    for (std::size_t i = 0; i < room; ++i) decided.push_back(others[i * others.size() / room]);
    return decided;
}

}  // namespace

namespace {

/// Returns the targets of themes about which people differ: whether they are in the story nobody can say yet.
std::set<std::uint32_t> disputed_in(const Story& story, const std::vector<Decision>& decisions,
                                    const Targets& targets) {
    std::set<std::uint32_t> all;
    for (const auto& coding : settle(story.text, {}, decisions))
        if (coding.verdict == Verdict::disputed) all.insert(targets.find(coding.theme));
    return all;
}

}  // namespace

std::vector<Reviewed> verdicts_on(const Story& story, const std::vector<Decision>& decisions, const Targets& targets) {
    std::vector<Reviewed> verdicts(targets.size());
    for (const auto& coding : settle(story.text, {}, decisions)) {
        const auto target = targets.find(coding.theme);
        if (target == Targets::none) continue;
        if (confirmed(coding.verdict))
            verdicts[target] = Reviewed::confirmed;
        else if (coding.verdict == Verdict::rejected && verdicts[target] == Reviewed::not_reviewed)
            verdicts[target] = Reviewed::rejected;
    }
    return verdicts;
}

Review review_of(std::uint32_t place, const Story& story, const std::vector<Decision>& decisions,
                 const std::vector<ReadThrough>& read, const Targets& targets) {
    Review out{place, verdicts_on(story, decisions, targets)};
    const auto given = [&](std::uint32_t t) { return out.verdicts[t] == Reviewed::confirmed; };
    const auto disputed = disputed_in(story, decisions, targets);
    for (std::uint32_t t = 0; t < targets.size(); ++t) {
        const auto& target = targets.all[t];
        if (out.verdicts[t] != Reviewed::not_reviewed || disputed.contains(t) ||
            std::any_of(target.below.begin(), target.below.end(), given))
            continue;
        if (std::any_of(read.begin(), read.end(), [&](auto& r) { return r.asked_for(target.id); }))
            out.verdicts[t] = Reviewed::rejected;
    }
    out.drawn = std::any_of(read.begin(), read.end(), [](auto& r) { return r.drawn && !r.themes.empty(); });
    return out;
}

Model learned_from(Store& store, const Targets& targets, Analyser& analyser, const LearnSettings& settings) {
    const auto decisions = tangible::by_story(store.decisions(Use::team));
    const auto read_through = by_story(store.read_through(Use::team));
    std::vector<Reading> readings;
    std::vector<Review> reviews;
    for (const auto& id : chosen(store.stories(Use::team), decisions, read_through)) {
        settings.step();
        const auto story = store.story(id, Use::team);
        if (!story) continue;
        if (decisions.contains(id) || read_through.contains(id))
            reviews.push_back(review_of(static_cast<std::uint32_t>(readings.size()), *story, on(decisions, id),
                                        on(read_through, id), targets));
        readings.push_back(read(*story, analyser.analyse(story->text, story->language), analyser));
    }
    return learn(readings, reviews, targets, analyser, settings);
}

std::vector<Hinted> hinted_by(const Model& model, Store& store, const Targets& targets,
                              const std::function<void()>& step) {
    // Its own analyser, which is replaced when it has met too many words: the collection may be larger than memory.
    auto analyser = std::make_unique<Analyser>();
    const Suggester suggester(targets, model, *analyser);
    auto decisions = tangible::by_story(store.decisions(Use::team));
    std::vector<std::vector<Hinted>> of(targets.size());
    for (const auto& id : store.stories(Use::team)) {
        step();
        const auto story = store.story(id, Use::team);
        if (!story) continue;
        if (analyser->words() > Analyser::many_words) analyser = std::make_unique<Analyser>();
        const auto reading = read(*story, analyser->analyse(story->text, story->language), *analyser);
        if (reading.passages.empty()) continue;
        const auto known = verdicts_on(*story, decisions[id], targets);
        const auto p = suggester.probabilities(reading);
        for (std::size_t t = 0; t < p.size(); ++t)
            if (p[t] >= model.cuts.of[t] && known[t] == Reviewed::not_reviewed)
                // Chances are stored as whole numbers of a ten-thousandth.
                of[t].push_back({id, model.themes[t], std::lround(10'000 * p[t])});
    }
    std::vector<Hinted> out;
    for (auto& hinted : of) {
        std::sort(hinted.begin(), hinted.end(), [](const Hinted& a, const Hinted& b) {
            return std::tie(b.chance, a.story) < std::tie(a.chance, b.story);
        });
        hinted.resize(std::min(hinted.size(), most_hinted));
        out.insert(out.end(), hinted.begin(), hinted.end());
    }
    return out;
}

}  // namespace tangible::index

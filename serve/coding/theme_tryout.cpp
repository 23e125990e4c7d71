// Chooses the stories, each of them once, and passes them to index::ThemeTrial until the limit of text is reached.
// Up to `most_stories_tried` stories, all are chosen. Above that, stories with decisions fill at most half of the
// places, so that a theme with many decisions is still tried on stories where nobody has looked.
#include "serve/coding/theme_tryout.h"
#include "schemas/ground/error.h"
#include "schemas/shapes/by_story.h"
#include "serve/coding/evenly.h"
#include <algorithm>
#include <set>

namespace tangible::serve {
namespace {

DecisionsByStory decisions_on(Store& store, const std::string& theme) {
    auto all = store.decisions(Use::team);
    std::erase_if(all, [&](const Decision& d) { return d.theme != theme; });
    return by_story(std::move(all));
}

// A phrase query. A quotation mark within would end the phrase, and the index does not keep it anyway.
std::string quoted(std::string phrase) {
    std::replace(phrase.begin(), phrase.end(), '"', ' ');
    return '"' + phrase + '"';
}

std::vector<StoryId> matching(Workspace& work, const std::string& words, std::size_t limit) {
    Query query(Use::team);
    query.words = words;
    query.facets = query.snippets = false;
    return work.searcher.matches(query, limit);
}

/// Returns stories where the index finds the words of the theme's cues, which may name a story more than once: first
/// for cues that the edit added, then for those that it removed, then for those that both have. In this order a limit
/// leaves out what the edit does not touch.
std::vector<StoryId> with_cues_of(Workspace& work, const Theme* before, const Theme* after) {
    // A search for each cue: this bounds what they cost. Together they propose at most 1,200 stories.
    constexpr std::size_t most_cues = 60, stories_of_each = 20;
    std::vector<Cue> cues;
    const auto add = [&](const Theme* of, const Theme* other, bool shared) {
        for (const auto& c : of ? of->cues : std::vector<Cue>())
            if ((other && std::find(other->cues.begin(), other->cues.end(), c) != other->cues.end()) == shared)
                cues.push_back(c);
    };
    add(after, before, false), add(before, after, false), add(after, before, true);
    cues.resize(std::min(cues.size(), most_cues));
    std::vector<StoryId> out;
    for (const auto& c : cues) {
        std::string words;
        for (const auto& p : c.phrases) words += (words.empty() ? "" : " ") + quoted(p);
        try {
            for (auto& id : matching(work, words, stories_of_each)) out.push_back(std::move(id));
        } catch (const Error&) {  // most likely there is no index yet: the sample takes the place of what it would find
            break;
        }
    }
    return out;
}

std::vector<StoryId> chosen(Workspace& work, const std::vector<StoryId>& all, const DecisionsByStory& decisions,
                            const Theme* before, const Theme* after) {
    if (all.size() <= most_stories_tried) return all;
    std::vector<StoryId> out;
    std::set<StoryId> taken;
    const auto take = [&](const StoryId& id) {
        if (out.size() < most_stories_tried && taken.insert(id).second) out.push_back(id);
    };
    for (const auto& [id, on] : decisions)
        if (out.size() < most_stories_tried / 2) take(id);
    for (const auto& id : with_cues_of(work, before, after)) take(id);
    for (const auto& id : evenly(all, most_stories_tried)) take(id);
    return out;
}

// Passages that stand confirmed in these stories. settle() without suggestions leaves what people decided.
std::size_t confirmed_in(Store& store, const DecisionsByStory& decisions) {
    std::size_t n = 0;
    for (const auto& [id, on] : decisions)
        if (const auto story = store.story(id, Use::team))
            for (const auto& c : settle(story->text, {}, on)) n += confirmed(c.verdict);
    return n;
}

}  // namespace

std::vector<index::Finding> findings_on(const Codebook& book, const std::string& theme) {
    const index::Cues cues(book);
    auto all = index::check(cues, {});
    // A finding begins with the theme's id.
    std::erase_if(all, [&](const index::Finding& f) { return !f.what.starts_with(theme + " "); });
    return all;
}

ThemeTryout tried_out(Workspace& work, const Codebook& before, const Codebook& after, const std::string& theme) {
    const auto all = work.store.stories(Use::team);
    const auto decisions = decisions_on(work.store, theme);
    index::ThemeTrial trial(before, after, theme);
    index::Analyser analyser;
    std::size_t bytes = 0;
    // chosen() limits the number of stories; the loop limits the text, which the first story may exceed.
    for (const auto& id : chosen(work, all, decisions, before.find(theme), after.find(theme))) {
        const auto story = work.store.story(id, Use::team);
        if (!story) continue;
        if (bytes && bytes + story->text.size() > most_bytes_tried) break;
        bytes += story->text.size();
        const auto on = decisions.find(id);
        trial.add(*story, analyser.analyse(story->text, story->language), analyser,
                  on == decisions.end() ? std::vector<Decision>() : on->second);
    }
    ThemeTryout out{trial.found(), trial.redefined(), all.size(), 0, findings_on(after, theme)};
    if (out.redefined) out.reopened = confirmed_in(work.store, decisions);
    return out;
}

std::vector<std::string> said_by_tellers(Workspace& work, const std::vector<std::string>& sentences) {
    // The index also finds the words with other endings and other signs between them, so the text itself decides. A
    // whole sentence as a phrase matches few stories; the limit bounds the cost of a short one.
    constexpr std::size_t looked_at = 50;
    std::vector<std::string> out;
    for (const auto& s : sentences)
        for (const auto& id : matching(work, quoted(s), looked_at)) {
            const auto story = work.store.story(id, Use::team);
            if (!story || story->text.find(s) == std::string::npos) continue;
            out.push_back(s);
            break;
        }
    return out;
}

}  // namespace tangible::serve

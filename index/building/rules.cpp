// Tags again every story that has decisions, demoted cues included, and counts what people decided on each passage
// under the cue that speaks for it. Whether a cue is demoted depends on the upper end of Wilson's interval.
//
// The cue has the benefit of the doubt: it is demoted only when even the best rate that its decisions allow, with 95 %
// confidence, is too low. A few early rejections never switch a cue off.
#include "index/building/rules.h"
#include "index/agreement/drawn.h"
#include "schemas/shapes/by_story.h"
#include <algorithm>
#include <map>

namespace tangible::index {
namespace {

/// By theme and cue.
using Counts = std::map<std::pair<std::string, std::string>, RuleRecord>;

bool same_passage(const Coding& c, const std::string& theme, Span span) {
    return c.theme == theme && c.span.overlaps(span);
}

// Whether somebody decided on this passage because the learned model showed it.
bool shown_as_hint(const Coding& c, const std::vector<Decision>& decisions) {
    return std::any_of(decisions.begin(), decisions.end(),
                       [&](const Decision& d) { return d.hinted && same_passage(c, d.theme, d.span); });
}

// Passages that are undecided or disputed say nothing about a cue. Passages that a person added by themselves have no
// cue, and are not counted either, unless the model showed them.
void count(Counts& to, const Coding& c, const std::vector<Decision>& decisions) {
    if (!is_decision(c.verdict) || (c.cue.empty() && !shown_as_hint(c, decisions))) return;
    const std::string cue(speaking(c.cue));
    auto& r = to.try_emplace({c.theme, cue}, RuleRecord{c.theme, cue}).first->second;
    ++r.decided;
    r.kept += confirmed(c.verdict);
}

}  // namespace

std::string_view speaking(std::string_view cue) {
    // When two cues fired in one passage, tag() joins their names in this way.
    const auto other = cue.rfind("; ");
    return other == cue.npos ? cue : cue.substr(other + 2);
}

bool demotes(std::uint32_t kept, std::uint32_t decided, double below) {
    if (decided < least_decisions) return false;
    constexpr double ninety_percent = 1.645;
    return wilson(kept, decided, ninety_percent).high < below;
}

std::vector<RuleRecord> rules_of(Store& store, const Cues& cues, Analyser& analyser, double below,
                                 const std::function<void()>& step) {
    Counts counts;
    for (const auto& [id, on] : by_story(store.decisions(Use::team))) {
        step();
        const auto story = store.story(id, Use::team);
        if (!story) continue;
        const auto analysis = analyser.analyse(story->text, story->language);
        // Tags with demoted cues, too: otherwise they would never get another decision, and could not come back.
        for (const auto& c : settle(story->text, cues.tag(story->text, analysis, analyser), on)) count(counts, c, on);
    }
    std::vector<RuleRecord> out;
    for (auto& [of, r] : counts) {
        r.demoted = !r.cue.empty() && demotes(r.kept, r.decided, below);
        out.push_back(std::move(r));
    }
    return out;
}

Demoted demoted_in(Store& store, const Codebook& book) {
    Demoted out;
    if (store.demotions() == 0) return out;
    for (const auto& r : store.rules())
        for (std::uint32_t t = 0; r.demoted && t < book.themes.size(); ++t)
            for (std::uint32_t row = 0; row < book.themes[t].cues.size(); ++row)
                if (book.themes[t].id == r.theme && book.themes[t].cues[row].name == r.cue) out.insert({t, row});
    return out;
}

std::vector<Coding> found_by_demoted(const std::vector<RuleRecord>& rules, const Cues& cues, Analyser& analyser,
                                     const Story& story, const std::vector<Coding>& standing) {
    if (std::none_of(rules.begin(), rules.end(), [](const RuleRecord& r) { return r.demoted; })) return {};
    auto found = cues.tag(story.text, analyser.analyse(story.text, story.language), analyser);
    std::erase_if(found, [&](const Coding& f) {
        return std::any_of(standing.begin(), standing.end(),
                           [&](const Coding& s) { return same_passage(s, f.theme, f.span); });
    });
    return found;
}

}  // namespace tangible::index

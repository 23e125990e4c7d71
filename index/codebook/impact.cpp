// Tags each story with both codebooks and compares the passages theme by theme: a passage stays when the other codebook
// finds one that overlaps it, since edited cues often shift a passage without changing what it is about. A confirmed
// passage is reopened when its theme was removed, renamed or redefined.
#include "index/codebook/impact.h"
#include <algorithm>

namespace tangible::index {
namespace {

using ByTheme = std::map<std::string, std::vector<Span>>;

ByTheme spans_of(const std::vector<Coding>& codings) {
    ByTheme out;
    for (const auto& c : codings) out[c.theme].push_back(c.span);
    return out;
}

bool among(const Span& span, const std::vector<Span>& others) {
    return std::any_of(others.begin(), others.end(), [&](const Span& o) { return o.overlaps(span); });
}

// Counts one story for one theme; at least one of the lists is not empty.
void add(ThemeImpact& to, const std::vector<Span>& before, const std::vector<Span>& after) {
    ++(before.empty() ? to.stories.come : after.empty() ? to.stories.go : to.stories.stay);
    for (const auto& s : before) ++(among(s, after) ? to.passages.stay : to.passages.go);
    for (const auto& s : after)
        if (!among(s, before)) ++to.passages.come;
}

// By id of the old codebook: why decisions on a theme must be looked at again.
std::map<std::string, std::string> reasons(const Codebook& before, const Codebook& after) {
    std::map<std::string, std::string> out;
    for (const auto& c : changes(before, after)) {
        if (c.kind == ThemeChange::Kind::removed) out[c.id] = "the theme was removed";
        if (c.kind == ThemeChange::Kind::renamed) out[c.was] = "the theme is now called " + c.id;
        if (c.kind == ThemeChange::Kind::changed && c.redefined) out[c.id] = "its definition changed";
    }
    return out;
}

}  // namespace

Impact::Impact(const Cues& before, const Cues& after)
    : before_(before), after_(after), reasons_(reasons(before.codebook(), after.codebook())) {}

void Impact::add(const Story& story, const Analysis& analysis, Analyser& analyser,
                 const std::vector<Decision>& decisions) {
    ++stories_;
    const auto old = spans_of(before_.tag(story.text, analysis, analyser));
    const auto now = spans_of(after_.tag(story.text, analysis, analyser));
    static const std::vector<Span> none;
    for (const auto& [theme, spans] : old) {
        const auto at = now.find(theme);
        index::add(themes_[theme], spans, at == now.end() ? none : at->second);
    }
    for (const auto& [theme, spans] : now)
        if (!old.count(theme)) index::add(themes_[theme], none, spans);
    for (const auto& c : settle(story.text, {}, decisions)) {
        if (!confirmed(c.verdict)) continue;
        const auto reason = reasons_.find(c.theme);
        if (reason == reasons_.end()) continue;
        themes_[c.theme].because = reason->second;
        themes_[c.theme].reopened.push_back(story.id);
    }
}

}  // namespace tangible::index

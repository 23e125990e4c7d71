// Reduces each codebook to the one theme and builds three sets of cues: before the edit, after it, and after it without
// guards. Each story is tagged with all three, and two passages count as the same when they overlap.
#include "index/codebook/theme_trial.h"
#include "index/codebook/diff.h"
#include <algorithm>

namespace tangible::index {
namespace {

/// The codebook with this theme only: tagging with all themes would take long for nothing.
Codebook alone(Codebook book, const std::string& theme) {
    std::erase_if(book.themes, [&](const Theme& t) { return t.id != theme; });
    return book;
}

Codebook without_guards(Codebook book) {
    for (auto& t : book.themes) t.guards.clear();
    return book;
}

bool redefined_in(const Codebook& before, const Codebook& after) {
    const auto all = changes(before, after);
    return std::any_of(all.begin(), all.end(), [](const ThemeChange& c) { return c.redefined; });
}

bool among(const Span& span, const std::vector<Coding>& codings) {
    return std::any_of(codings.begin(), codings.end(), [&](const Coding& c) { return c.span.overlaps(span); });
}

}  // namespace

ThemeTrial::ThemeTrial(const Codebook& before, const Codebook& after, const std::string& theme, std::size_t most)
    : theme_(theme), most_(most) {
    const auto was = alone(before, theme), will_be = alone(after, theme);
    redefined_ = redefined_in(was, will_be);
    before_.emplace(was);
    after_.emplace(will_be);
    unguarded_.emplace(without_guards(will_be));
}

void ThemeTrial::add(const Story& story, const Analysis& analysis, Analyser& analyser,
                     const std::vector<Decision>& decisions) {
    const auto old = before_->tag(story.text, analysis, analyser), now = after_->tag(story.text, analysis, analyser);
    const auto keep = [&](TriedPassages& in, const Coding& c) {
        ++in.passages;
        if (in.first.size() < most_)
            in.first.push_back({story.id, c.span, std::string(cut(story.text, c.span)), c.cue});
    };
    ++found_.stories;
    found_.caught_before += !old.empty(), found_.caught += !now.empty();
    found_.stories_come += old.empty() && !now.empty(), found_.stories_go += !old.empty() && now.empty();
    for (const auto& c : now) keep(among(c.span, old) ? found_.stay : found_.come, c);
    for (const auto& c : old)
        if (!among(c.span, now)) keep(found_.go, c);
    for (const auto& c : unguarded_->tag(story.text, analysis, analyser))
        if (!among(c.span, now)) keep(found_.held_back, c);
    for (auto& c : settle(story.text, {}, decisions)) {
        if (c.theme != theme_) continue;
        const auto by = std::find_if(now.begin(), now.end(), [&](const Coding& n) { return n.span.overlaps(c.span); });
        if (by != now.end()) c.cue = by->cue;
        if (confirmed(c.verdict) && (++found_.confirmed, by == now.end())) keep(found_.missed, c);
        if (c.verdict == Verdict::rejected && (++found_.rejected, by != now.end())) keep(found_.caught_again, c);
    }
}

}  // namespace tangible::index

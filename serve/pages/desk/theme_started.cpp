// Splits a place name into a story and a span, and accepts it only when the team may read the story and the span is
// exactly one of its sentences. Place names come from addresses, where anybody can write one.
#include "serve/pages/desk/theme_started.h"
#include "schemas/ground/error.h"
#include "serve/coding/judging.h"
#include "serve/pages/views.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

std::optional<Started> started(Workspace& work, const std::string& place) {
    const auto first = place.find('.'), second = place.find('.', std::min(first, place.size() - 1) + 1);
    if (first == place.npos || second == place.npos) return std::nullopt;
    const auto id = parse_story_id(place.substr(0, first));
    const auto story = id ? work.store.story(*id, Use::team) : std::nullopt;
    if (!story) return std::nullopt;
    index::Analyser analyser;
    try {
        const auto span = span_of(place.substr(first + 1, second - first - 1), place.substr(second + 1));
        // Sentences end between characters, so a made-up span cannot split one.
        const auto sentences = analyser.analyse(story->text, story->language).sentences;
        if (std::find(sentences.begin(), sentences.end(), span) == sentences.end()) return std::nullopt;
        return Started{*id, span, std::string(cut(story->text, span)), story->language};
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace

std::string place_name(const StoryId& id, Span span) {
    return id + "." + std::to_string(span.begin) + "." + std::to_string(span.end);
}

std::vector<Started> started_from(Workspace& work, const std::vector<std::string>& places) {
    constexpr std::size_t most = 10;
    std::vector<Started> out;
    for (const auto& p : places)
        if (out.size() < most)
            if (auto s = started(work, p)) out.push_back(std::move(*s));
    return out;
}

View started_view(const Started& s) {
    return {{"story", s.story},
            {"quote", s.quote},
            {"from", place_name(s.story, s.span)},
            {"lang", s.language == "und" ? "" : s.language},
            {"dir", direction(s.language)}};
}

}  // namespace tangible::serve::pages

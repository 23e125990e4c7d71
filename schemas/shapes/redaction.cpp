// The constructor finds each redaction's place, sorts the places, and copies the text with the replacements in it.
// Offsets are then carried over by the last place before them: between places, both texts advance byte by byte.
#include "schemas/shapes/redaction.h"
#include <algorithm>

namespace tangible {
namespace {

/// Returns where `words` stand and nothing is taken, as near to `span` as possible; nullopt when there is no such
/// place.
template <class IsTaken>
std::optional<Span> place_of(std::string_view text, Span span, std::string_view words, IsTaken is_taken) {
    if (words.empty()) return std::nullopt;
    const auto size = static_cast<std::uint32_t>(words.size());
    const auto distance = [&](Span s) { return std::max(s.begin, span.begin) - std::min(s.begin, span.begin); };
    std::optional<Span> nearest;
    for (auto at = text.find(words); at != text.npos; at = text.find(words, at + 1)) {
        const auto begin = static_cast<std::uint32_t>(at);
        const Span here{begin, begin + size};
        if (!is_taken(here) && (!nearest || distance(here) < distance(*nearest))) nearest = here;
    }
    return nearest;
}

/// Carries an offset over from one text to the other. Within a place, it goes to the place's other end on that side.
template <class Places, class Side>
std::uint32_t carried(const Places& places, std::uint32_t at, bool is_end, Side from, Side to) {
    std::uint32_t begin = 0, target = 0;  // from here on, both sides advance byte by byte
    for (const auto& place : places) {
        const Span here = place.*from, there = place.*to;
        if (is_end ? at <= here.begin : at < here.begin) break;
        if (is_end ? at <= here.end : at < here.end) return is_end ? there.end : there.begin;
        begin = here.end, target = there.end;
    }
    return target + (at - begin);
}

}  // namespace

Redacted::Redacted(std::string_view kept, const std::vector<Redaction>& redactions) {
    struct Found {
        Span span;
        const Redaction* redaction;
    };
    std::vector<Found> found;
    for (const auto& r : redactions) {
        if (r.is_title || !r.instead) continue;
        const auto place = place_of(kept, r.span, r.words, [&](Span s) {
            return std::ranges::any_of(found, [&](const Found& f) { return f.span.overlaps(s); });
        });
        if (!place)
            lost_.push_back(r.number);
        else
            found.push_back({*place, &r});
    }
    std::ranges::sort(found, {}, [](const Found& f) { return f.span.begin; });
    std::uint32_t at = 0;
    for (const auto& [span, redaction] : found) {
        text_.append(kept.substr(at, span.begin - at));
        const auto begin = static_cast<std::uint32_t>(text_.size());
        text_ += *redaction->instead;
        places_.push_back({span, {begin, static_cast<std::uint32_t>(text_.size())}});
        at = span.end;
    }
    text_.append(kept.substr(at));
}

Span Redacted::to_shown(Span s) const {
    return {carried(places_, s.begin, false, &Place::kept, &Place::shown),
            carried(places_, s.end, true, &Place::kept, &Place::shown)};
}

Span Redacted::to_kept(Span s) const {
    return {carried(places_, s.begin, false, &Place::shown, &Place::kept),
            carried(places_, s.end, true, &Place::shown, &Place::kept)};
}

OffsetMap Redacted::map(const OffsetMap& kept) const {
    if (places_.empty()) return kept;
    OffsetMap out;
    // Each run stays where it is in the shown text; behind each place, a new one says where the source goes on.
    for (const auto& run : kept.runs) {
        const bool hidden = std::ranges::any_of(
            places_, [&](const Place& p) { return p.kept.begin < run.normal && run.normal <= p.kept.end; });
        if (!hidden) out.runs.push_back({to_shown({run.normal, run.normal}).begin, run.source});
    }
    for (const auto& place : places_) out.runs.push_back({place.shown.end, kept.source_of(place.kept.end)});
    std::ranges::sort(out.runs);
    return out;
}

}  // namespace tangible

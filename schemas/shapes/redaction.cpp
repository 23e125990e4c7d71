// The constructor finds each redaction's place, sorts the places, and copies the text with the replacements in it.
// Offsets are then carried over by the last place before them: between places, both texts advance byte by byte.
//
// carried() moves a redaction over the changes of the text in the same way, and then looks through what was written.
#include "schemas/shapes/redaction.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/changes.h"
#include "schemas/shapes/story.h"
#include "schemas/yaml/names.h"
#include <algorithm>

namespace tangible {
namespace {

constexpr Named<StoryField> fields[] = {
    {StoryField::text, "text"},   {StoryField::title, "title"}, {StoryField::year, "year"},
    {StoryField::place, "place"}, {StoryField::role, "role"},   {StoryField::partnership, "partnership"},
};

/// Carries an offset over from one text to the other. Within a place, it goes to the place's other end on that side.
template <class Places, class Side>
std::uint32_t moved(const Places& places, std::uint32_t at, bool is_end, Side from, Side to) {
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

std::string_view name(StoryField f) { return name_in(fields, f); }
StoryField story_field_named(std::string_view word) { return value_in(fields, word, "field of a story"); }

std::string words_in(const Story& s, StoryField field) {
    switch (field) {
    case StoryField::text:
        return s.text;
    case StoryField::title:
        return s.title;
    case StoryField::year:
        return s.year ? std::to_string(s.year) : "";
    case StoryField::place:
        return s.place;
    case StoryField::role:
        return s.role;
    case StoryField::partnership:
        return s.partnership;
    }
    return {};
}

// ---- over a change of the text ----

namespace {

/// Returns where these bytes stand after the changes; nowhere, an empty span, when they are gone.
Span moved_span(const std::vector<TextChange>& all, Span span) {
    const Span to{moved(all, span.begin, false, &TextChange::before, &TextChange::after),
                  moved(all, span.end, true, &TextChange::before, &TextChange::after)};
    // More than this in place of the words is a passage that was written anew, not other words for these.
    return to.size() == 0 || to.size() > 4 * span.size() + 40 ? Span{} : to;
}

/// Returns whether a place begins and ends as these words do: "Ann" not within "Annual".
bool stands_alone(std::string_view text, Span s) {
    const auto joins = [&](std::uint32_t at) {
        return at > 0 && at < text.size() && is_ascii_letter(text[at - 1]) && is_ascii_letter(text[at]);
    };
    return !joins(s.begin) && !joins(s.end);
}

}  // namespace

std::vector<Redaction> carried(const std::vector<Redaction>& decided, std::string_view before, std::string_view after) {
    const auto all = changes(before, after);
    std::vector<Redaction> now;
    const auto is_free = [&](Span s) {
        return std::ranges::none_of(
            now, [&](const Redaction& r) { return r.field == StoryField::text && r.span.overlaps(s); });
    };
    const auto could_be_read = [&](Span place) {
        if (std::ranges::any_of(all, [&](const TextChange& c) { return c.after.overlaps(place); })) return false;
        const Span was{moved(all, place.begin, false, &TextChange::after, &TextChange::before),
                       moved(all, place.end, true, &TextChange::after, &TextChange::before)};
        return std::ranges::none_of(decided, [&](const Redaction& r) {
            return r.field == StoryField::text && r.instead && r.span.overlaps(was);
        });
    };
    for (auto r : decided) {
        if (r.field == StoryField::text && !r.is_gone()) {
            const auto places = places_of(before, r.words, r.span.begin);
            auto to = places.empty() ? Span{} : moved_span(all, places.front());
            if (!is_free(to)) to = {};
            const std::string words(cut(after, to));
            if (words != r.words && !r.instead) continue;
            if (words != r.words && to.size()) {
                now.push_back({0, r.field, to, words, r.instead, "program", r.at_ms});
                to = {};
            }
            r.span = to;
        }
        now.push_back(std::move(r));
    }
    // Words that nobody could read before: written anew, or under hidden words that were edited.
    for (const auto& r : decided) {
        if (r.field != StoryField::text || !r.instead) continue;
        for (const auto place : places_of(after, r.words, r.span.begin)) {
            if (could_be_read(place) || !is_free(place) || !stands_alone(after, place)) continue;
            const auto gone = std::ranges::find_if(
                now, [&](const Redaction& other) { return other.number == r.number && other.is_gone(); });
            Redaction again{0, r.field, place, r.words, r.instead, "program", r.at_ms};
            if (gone == now.end()) {
                now.push_back(std::move(again));
            } else {
                again.number = r.number;
                *gone = std::move(again);
            }
        }
    }
    // Words that are gone need to be remembered once, and not while another place hides them.
    std::vector<Redaction> once;
    for (std::size_t i = 0; i < now.size(); ++i) {
        bool known = false;
        for (std::size_t other = 0; other < now.size() && now[i].is_gone(); ++other)
            known |= other != i && now[other].field == StoryField::text && now[other].words == now[i].words &&
                     (!now[other].is_gone() || other < i);
        if (!known) once.push_back(now[i]);
    }
    return once;
}

// ---- as others see it ----

Redacted::Redacted(std::string_view kept, const std::vector<Redaction>& redactions) {
    struct Found {
        Span span;
        const Redaction* redaction;
    };
    std::vector<Found> found;
    for (const auto& r : redactions) {
        if (r.field != StoryField::text || !r.instead) continue;
        const auto places = r.is_gone() ? std::vector<Span>{} : places_of(kept, r.words, r.span.begin);
        const auto place = std::ranges::find_if(places, [&](Span s) {
            return std::ranges::none_of(found, [&](const Found& f) { return f.span.overlaps(s); });
        });
        if (place == places.end())
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
    return {moved(places_, s.begin, false, &Place::kept, &Place::shown),
            moved(places_, s.end, true, &Place::kept, &Place::shown)};
}

Span Redacted::to_kept(Span s) const {
    return {moved(places_, s.begin, false, &Place::shown, &Place::kept),
            moved(places_, s.end, true, &Place::shown, &Place::kept)};
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

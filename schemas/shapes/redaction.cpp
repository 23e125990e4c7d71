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
#include <functional>
#include <map>
#include <set>

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
template <class Places, class Side> Span moved(const Places& places, Span s, Side from, Side to) {
    return {moved(places, s.begin, false, from, to), moved(places, s.end, true, from, to)};
}

/// Places of a text of which no two overlap. Both functions take logarithmic time: a text that says a hidden word
/// thousands of times must not keep a reader waiting.
class Taken {
public:
    bool is_free(Span s) const {
        const auto behind = ends_.lower_bound(s.end);
        return behind == ends_.begin() || std::prev(behind)->second <= s.begin;
    }
    /// Takes a place that is free.
    void take(Span s) { ends_.emplace(s.begin, s.end); }

private:
    std::map<std::uint32_t, std::uint32_t> ends_;  ///< by where they begin
};

bool hides_text(const Redaction& r) { return r.field == StoryField::text && r.instead; }

/// Returns where the words of a decision about the text stand: at its span, or else at the nearest place that is free;
/// an empty span when they stand nowhere.
Span place_of(std::string_view text, const Redaction& r, const Taken& taken) {
    if (r.is_gone()) return {};
    if (r.span.end <= text.size() && cut(text, r.span) == r.words && taken.is_free(r.span)) return r.span;
    const auto places = places_of(text, r.words, r.span.begin);
    const auto place = std::ranges::find_if(places, [&](Span s) { return taken.is_free(s); });
    return place == places.end() ? Span{} : *place;
}

}  // namespace

std::string_view name(StoryField f) { return name_in(fields, f); }
StoryField story_field_named(std::string_view word) { return value_in(fields, word, "field of a story"); }

Placed::Range Placed::overlapping(Span s) const {
    auto from = all_.upper_bound(s.begin);
    if (from != all_.begin() && std::prev(from)->second.span.end > s.begin) --from;
    return {from, all_.lower_bound(s.end)};
}

Placed::Placed(const std::vector<Redaction>& decided) {
    for (const auto& r : decided)
        if (r.field == StoryField::text && !r.is_gone() && is_free(r.span)) put(r);
}

bool Placed::is_free(Span s) const {
    const auto [from, to] = overlapping(s);
    return from == to;
}

bool Placed::can_hide(Span s) const {
    const auto [from, to] = overlapping(s);
    return std::all_of(from, to, [&](const auto& place) {
        const auto& [begin, r] = place;
        return r.instead && r.span != s && begin >= s.begin && r.span.end <= s.end;
    });
}

std::vector<Redaction> Placed::without_parts_of(Span s) {
    const auto [from, to] = overlapping(s);
    std::vector<Redaction> parts;
    for (auto at = from; at != to; ++at) parts.push_back(at->second);
    all_.erase(from, to);
    return parts;
}

std::vector<const Redaction*> hidden_words(const std::vector<Redaction>& decided) {
    std::map<std::string_view, const Redaction*> words;
    for (const auto& r : decided)
        if (hides_text(r)) words.emplace(r.words, &r);
    std::vector<const Redaction*> all;
    for (const auto& [said, r] : words) all.push_back(r);
    std::ranges::stable_sort(all, std::greater(), [](const Redaction* r) { return r->words.size(); });
    return all;
}

std::string all_words_in(const Story& story) {
    std::string all;
    for (const auto& f : fields) {
        const auto words = words_in(story, f.value);
        all += std::to_string(words.size()) + ":" + words;
    }
    return all;
}

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

/// Returns where these bytes stand after the changes; an empty span when they are gone.
Span moved_span(const std::vector<TextChange>& all, Span span) {
    const auto to = moved(all, span, &TextChange::before, &TextChange::after);
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
    Placed placed;
    std::map<std::string, Redaction> gone;  // hidden words that may stand nowhere, each once
    const auto lose = [&](const Redaction& r) {
        gone.emplace(r.words, Redaction{r.number, r.field, {}, r.words, r.instead, r.who, r.at_ms});
    };
    Taken hidden_before;
    const Taken nothing;
    for (const auto& r : decided) {
        if (r.field != StoryField::text) {
            now.push_back(r);
            continue;
        }
        const auto was = place_of(before, r, r.instead ? hidden_before : nothing);
        if (r.instead && was.size()) hidden_before.take(was);
        auto to = was.size() ? moved_span(all, was) : Span{};
        if (!placed.is_free(to)) to = {};
        const std::string words(cut(after, to));
        const bool stays = to.size() && words == r.words;
        if (stays) placed.put({r.number, r.field, to, words, r.instead, r.who, r.at_ms});
        if (stays || !r.instead) continue;
        if (to.size()) placed.put({0, r.field, to, words, r.instead, "program", r.at_ms});
        lose(r);
    }
    // Words that nobody could read before: written anew, or under hidden words that were edited.
    const auto could_be_read = [&](Span place) {
        return std::ranges::none_of(all, [&](const TextChange& c) { return c.after.overlaps(place); }) &&
               hidden_before.is_free(moved(all, place, &TextChange::after, &TextChange::before));
    };
    for (const auto* r : hidden_words(decided)) {
        for (const auto place : places_of(after, r->words, r->span.begin)) {
            if (could_be_read(place) || !stands_alone(after, place)) continue;
            if (!placed.can_hide(place)) continue;
            for (const auto& part : placed.without_parts_of(place))
                if (part.number) lose(part);
            const auto known = gone.extract(r->words);
            placed.put({known ? known.mapped().number : 0, r->field, place, r->words, r->instead, "program", r->at_ms});
        }
    }
    std::set<std::string_view> hidden;
    for (const auto& [at, r] : placed.all()) {
        if (r.instead) hidden.insert(r.words);
        now.push_back(r);
    }
    for (const auto& [words, r] : gone)
        if (!hidden.contains(words)) now.push_back(r);
    return now;
}

// ---- as others see it ----

std::string without_hidden_words(std::string text, const std::vector<const Redaction*>& hidden) {
    for (const auto* r : hidden) {
        const auto words = lower_ascii(r->words);
        for (std::size_t at = 0; (at = lower_ascii(text).find(words, at)) != text.npos;) {
            const Span place{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size())};
            const bool alone = stands_alone(text, place);
            if (alone) text.replace(at, words.size(), *r->instead);
            at += alone ? r->instead->size() : 1;
        }
    }
    return text;
}

Redacted::Redacted(std::string_view kept, const std::vector<Redaction>& redactions) {
    struct Found {
        Span span;
        const Redaction* redaction;
    };
    std::vector<Found> found;
    Taken taken;
    for (const auto& r : redactions) {
        if (!hides_text(r)) continue;
        const auto place = place_of(kept, r, taken);
        if (place.size() == 0) {
            lost_.push_back(r.number);
        } else {
            taken.take(place);
            found.push_back({place, &r});
        }
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

Span Redacted::to_shown(Span s) const { return moved(places_, s, &Place::kept, &Place::shown); }

Span Redacted::to_kept(Span s) const { return moved(places_, s, &Place::shown, &Place::kept); }

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

// Each function reads the story as it is kept, changes the store, and wakes the follower. The words of a redaction are
// taken from the text: a form sends places, or words that are then looked for in the text.
#include "serve/coding/moderating.h"
#include "index/words/occurrences.h"
#include "ingest/personal/personal.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include <algorithm>
#include <array>

namespace tangible::serve {
namespace {

Story original_or_throw(Workspace& work, const StoryId& id) {
    auto story = work.store.original(id, Use::team);
    if (!story) throw Error(ErrorKind::not_found, "there is no story with this reference that the team may read");
    return std::move(*story);
}

void changed(Workspace& work) {
    // The index's files may hold words that nobody shall see any more.
    work.store.want_index_erased();
    if (work.collection.wake) work.collection.wake();
}

bool is_free(const std::vector<Redaction>& decided, Span span) {
    return std::ranges::none_of(
        decided, [&](const Redaction& r) { return r.field == StoryField::text && r.span.overlaps(span); });
}

/// Returns the pieces of a place about which nobody has decided, without the spaces and signs around them: of
/// "Ann Lee", where "Ann" is hidden, "Lee".
std::vector<Span> left_of(Span place, const std::vector<Redaction>& decided, std::string_view text) {
    const auto is_word = [&](std::uint32_t at) {
        const char c = text[at];
        return c < 0 || is_ascii_letter(c) || (c >= '0' && c <= '9');
    };
    std::vector<Span> pieces;
    const auto add = [&](Span piece) {
        while (piece.size() > 0 && !is_word(piece.begin)) ++piece.begin;
        while (piece.size() > 0 && !is_word(piece.end - 1)) --piece.end;
        if (piece.size() > 0) pieces.push_back(piece);
    };
    auto at = place.begin;
    for (const auto& r : decided) {  // in order of the text
        if (r.field != StoryField::text || !r.span.overlaps(place)) continue;
        if (r.span.begin > at) add({at, r.span.begin});
        at = std::max(at, r.span.end);
    }
    // A place that is wholly free keeps its signs: they belong to what was found, as in "+44".
    if (at == place.begin) return {place};
    if (at < place.end) add({at, place.end});
    return pieces;
}

}  // namespace

const char* kind_in_words(PersonalKind kind) {
    constexpr std::array words = {
        "A person's name", "An e-mail address",           "A telephone number", "A postcode", "A street address",
        "An NHS number",   "A National Insurance number", "A date of birth",    "A link"};
    return words[static_cast<std::size_t>(kind)];
}

std::string_view instead_of(PersonalKind kind) {
    constexpr std::array<std::string_view, 9> words = {"[name]",     "[mail address]",  "[telephone number]",
                                                       "[postcode]", "[address]",       "[NHS number]",
                                                       "[number]",   "[date of birth]", "[link]"};
    return words[static_cast<std::size_t>(kind)];
}

std::vector<Proposal> proposals(const Story& original, const std::vector<Redaction>& decided) {
    std::vector<Proposal> all;
    for (const auto& [kind, found] : ingest::personal(original.text))
        for (const auto span : left_of(found, decided, original.text))
            all.push_back({kind, span, std::string(cut(original.text, span))});
    return all;
}

void decide_on_words(Workspace& work, const StoryId& id, Span span, std::optional<std::string> instead,
                     const std::string& who) {
    const auto story = original_or_throw(work, id);
    if (span.begin >= span.end || span.end > story.text.size())
        throw Error(ErrorKind::usage, "these words are not in the story", "reload the page");
    work.store.redact(
        id, {0, StoryField::text, span, std::string(cut(story.text, span)), std::move(instead), who, now_ms()});
    changed(work);
}

std::vector<std::int64_t> hide_all(Workspace& work, const StoryId& id, std::string_view words, bool longer,
                                   const std::string& instead, const std::string& who) {
    const auto story = original_or_throw(work, id);
    auto found = index::occurrences(story.text, words);
    if (longer) found.whole.insert(found.whole.end(), found.longer.begin(), found.longer.end());
    const auto before = work.store.redactions(id);
    // Words of which a part is hidden already are hidden as a whole: "Ann Lee" where somebody hid "Ann".
    const auto is_part = [](const Redaction& r, Span span) {
        return r.field == StoryField::text && r.instead && r.span != span && r.span.begin >= span.begin &&
               r.span.end <= span.end;
    };
    std::erase_if(found.whole, [&](Span span) {
        return std::ranges::any_of(before, [&](const Redaction& r) {
            return r.field == StoryField::text && r.span.overlaps(span) && !is_part(r, span);
        });
    });
    if (found.whole.empty()) return {};
    work.store.together([&] {
        for (const auto span : found.whole)
            for (const auto& r : before)
                if (is_part(r, span)) work.store.restore(id, r.number, who, now_ms());
        for (const auto span : found.whole)
            work.store.redact(id,
                              {0, StoryField::text, span, std::string(cut(story.text, span)), instead, who, now_ms()});
    });
    changed(work);
    std::vector<std::int64_t> numbers;
    for (const auto& r : work.store.redactions(id))
        if (r.field == StoryField::text && std::ranges::find(found.whole, r.span) != found.whole.end())
            numbers.push_back(r.number);
    return numbers;
}

std::vector<std::string> longer_words(const Story& original, const std::vector<Redaction>& decided,
                                      std::string_view words) {
    std::vector<std::string> all;
    for (const auto span : index::occurrences(original.text, words).longer)
        if (is_free(decided, span)) all.emplace_back(cut(original.text, span));
    return all;
}

namespace {

void put_proposals(Workspace& work, const Story& story, const std::string& who) {
    for (const auto& p : proposals(story, work.store.redactions(story.id)))
        work.store.redact(story.id,
                          {0, StoryField::text, p.span, p.words, std::string(instead_of(p.kind)), who, now_ms()});
}

}  // namespace

void hide_proposals(Workspace& work, const StoryId& id, const std::string& who) {
    put_proposals(work, original_or_throw(work, id), who);
    changed(work);
}

void hide_proposals_and_pass(Workspace& work, const StoryId& id, const std::string& note, const std::string& who) {
    const auto story = original_or_throw(work, id);
    work.store.together([&] {
        put_proposals(work, story, who);
        work.store.moderate(id, {Act::pass, "", note, who, now_ms()});
    });
    changed(work);
}

void retitle(Workspace& work, const StoryId& id, const std::string& title, const std::string& who) {
    const auto story = original_or_throw(work, id);
    for (const auto& r : work.store.redactions(id))
        if (r.field == StoryField::title) work.store.restore(id, r.number, who, now_ms());
    if (title != story.title) work.store.redact(id, {0, StoryField::title, {}, story.title, title, who, now_ms()});
    changed(work);
}

void hide_field(Workspace& work, const StoryId& id, StoryField field, const std::string& who) {
    const auto story = original_or_throw(work, id);
    if (const auto words = words_in(story, field); !words.empty())
        work.store.redact(id, {0, field, {}, words, "", who, now_ms()});
    changed(work);
}

void undo_words(Workspace& work, const StoryId& id, std::int64_t number, const std::string& who) {
    original_or_throw(work, id);
    work.store.restore(id, number, who, now_ms());
    changed(work);
}

void moderate(Workspace& work, const StoryId& id, const Moderated& act) {
    original_or_throw(work, id);
    if (act.act == Act::keep && keeping_sentence(act.reason).empty())
        throw Error(ErrorKind::usage, "choose a reason for keeping the story for the team");
    work.store.moderate(id, act);
    if (work.collection.wake) work.collection.wake();
}

std::string digest_of_reading(const Story& original, const Story& seen) {
    std::string all;
    for (const auto* words : {&original.title, &original.text, &seen.title, &seen.text})
        all += std::to_string(words->size()) + ":" + *words;
    return sha256_hex(all);
}

void must_be_unchanged(Workspace& work, const StoryId& id, std::string_view digest) {
    const auto original = work.store.original(id, Use::own), seen = work.store.story(id, Use::own);
    if (!original || !seen || digest != digest_of_reading(*original, *seen))
        throw Error(ErrorKind::refused, "The story has changed since you opened this page",
                    "Open it again and read it.");
}

std::vector<Alike> alike_in(Workspace& work, const Story& story) {
    const bool counts_itself = story.consent.uses.has(Use::publish);
    const auto others = [&](const std::map<std::string, std::vector<std::string>>& filters) {
        Query query(Use::publish);
        query.filters = filters;
        query.limit = 1;
        query.facets = query.snippets = false;
        const auto found = work.searcher.search(query).stories;
        return found - (counts_itself && found > 0 ? 1 : 0);
    };
    std::vector<Alike> rows;
    std::map<std::string, std::vector<std::string>> all;
    std::string names;
    for (const auto field : {StoryField::year, StoryField::place, StoryField::role, StoryField::partnership}) {
        const auto value = words_in(story, field);
        if (value.empty()) continue;
        const std::string filter(name(field));
        all[filter] = {value};
        const auto what = filter + " " + value;
        names += (names.empty() ? "" : ", ") + what;
        rows.push_back({what, others({{filter, {value}}}), field});
    }
    if (rows.size() > 1) rows.push_back({names, others(all), std::nullopt});
    return rows;
}

}  // namespace tangible::serve

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
#include <set>

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

/// A kind of personal data, in words, and what stands in place of hidden words of that kind unless the moderator writes
/// something better.
struct KindInWords {
    PersonalKind kind;
    const char* what;
    std::string_view instead;
};
constexpr KindInWords kinds[] = {
    {PersonalKind::person, "A person's name", "[name]"},
    {PersonalKind::email, "An email address", "[email address]"},
    {PersonalKind::phone, "A telephone number", "[telephone number]"},
    {PersonalKind::uk_postcode, "A postcode", "[postcode]"},
    {PersonalKind::street_address, "A street address", "[address]"},
    {PersonalKind::nhs_number, "An NHS number", "[NHS number]"},
    {PersonalKind::uk_nino, "A National Insurance number", "[number]"},
    {PersonalKind::date_of_birth, "A date of birth", "[date of birth]"},
    {PersonalKind::url, "A link", "[link]"},
};

const KindInWords& in_words(PersonalKind kind) { return *std::ranges::find(kinds, kind, &KindInWords::kind); }

/// Returns the places in the text about which somebody has decided, in order.
std::vector<Span> places(const std::vector<Redaction>& decided) {
    std::vector<Span> all;
    for (const auto& r : decided)
        if (r.field == StoryField::text && !r.is_gone()) all.push_back(r.span);
    std::ranges::sort(all);
    return all;
}

/// Returns the pieces of a place that are not taken, without the spaces and signs around them: of "Ann Lee", where
/// "Ann" is hidden, "Lee". `taken` is in order.
std::vector<Span> left_of(Span place, const std::vector<Span>& taken, std::string_view text) {
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
    auto next = std::ranges::lower_bound(taken, place.begin, {}, &Span::begin);
    if (next != taken.begin() && std::prev(next)->end > place.begin) --next;
    for (; next != taken.end() && next->begin < place.end; ++next) {
        if (next->begin > at) add({at, next->begin});
        at = std::max(at, next->end);
    }
    // A place that is wholly free keeps its signs: they belong to what was found, as in "+44".
    if (at == place.begin) return {place};
    if (at < place.end) add({at, place.end});
    return pieces;
}

}  // namespace

const char* kind_in_words(PersonalKind kind) { return in_words(kind).what; }

std::vector<Proposal> proposals(const Story& original, const std::vector<Redaction>& decided) {
    std::vector<Proposal> all;
    auto taken = places(decided);
    const auto propose = [&](Span place, std::string_view what, std::string_view instead) {
        for (const auto span : left_of(place, taken, original.text)) {
            all.push_back({span, std::string(cut(original.text, span)), std::string(what), std::string(instead)});
            taken.insert(std::ranges::lower_bound(taken, span), span);
        }
    };
    for (const auto& [kind, found] : ingest::personal(original.text))
        propose(found, in_words(kind).what, in_words(kind).instead);
    // Words that are hidden elsewhere, as a person would find them: a correction may bring them in other letters.
    const auto hidden = hidden_words(decided);
    if (hidden.empty()) return all;
    const index::Findable text(original.text);
    for (const auto* r : hidden)
        for (const auto place : text.occurrences(r->words).whole)
            propose(place, "Words that are hidden elsewhere", *r->instead);
    std::ranges::sort(all, {}, &Proposal::span);
    return all;
}

void decide_on_words(Workspace& work, const StoryId& id, Span span, std::string_view words_digest,
                     std::optional<std::string> instead, const std::string& who) {
    const auto story = original_or_throw(work, id);
    if (span.begin >= span.end || span.end > story.text.size() || sha256_hex(cut(story.text, span)) != words_digest)
        throw Error(ErrorKind::refused, "The story has changed since you opened this page", "Open it again.");
    work.store.redact(
        id, {0, StoryField::text, span, std::string(cut(story.text, span)), std::move(instead), who, now_ms()});
    changed(work);
}

std::vector<std::int64_t> hide_all(Workspace& work, const StoryId& id, std::string_view words, bool longer,
                                   const std::string& instead, const std::string& who) {
    const auto story = original_or_throw(work, id);
    auto found = index::occurrences(story.text, words);
    if (longer) found.whole.insert(found.whole.end(), found.longer.begin(), found.longer.end());
    const Placed before(work.store.redactions(id));
    std::erase_if(found.whole, [&](Span span) { return !before.can_hide(span); });
    if (found.whole.empty()) return {};
    std::vector<Redaction> all;
    for (const auto span : found.whole)
        all.push_back({0, StoryField::text, span, std::string(cut(story.text, span)), instead, who, now_ms()});
    work.store.redact(id, all);
    changed(work);
    const std::set<Span> places(found.whole.begin(), found.whole.end());
    std::vector<std::int64_t> numbers;
    for (const auto& r : work.store.redactions(id))
        if (r.field == StoryField::text && places.contains(r.span)) numbers.push_back(r.number);
    return numbers;
}

std::vector<std::string> longer_words(const Story& original, const std::vector<Redaction>& decided,
                                      std::string_view words) {
    std::vector<std::string> all;
    const Placed placed(decided);
    for (const auto span : index::occurrences(original.text, words).longer)
        if (placed.is_free(span)) all.emplace_back(cut(original.text, span));
    return all;
}

namespace {

/// Decides about all proposals: hides them, or leaves them. Words that are hidden bring new proposals where they stand
/// elsewhere in other letters.
void decide_proposals(Workspace& work, const Story& story, bool hides, const std::string& who) {
    for (;;) {
        std::vector<Redaction> all;
        for (const auto& p : proposals(story, work.store.redactions(story.id))) {
            const auto instead = hides ? std::optional(p.instead) : std::nullopt;
            all.push_back({0, StoryField::text, p.span, p.words, instead, who, now_ms()});
        }
        if (all.empty()) return;
        work.store.redact(story.id, all);
    }
}

}  // namespace

void hide_proposals(Workspace& work, const StoryId& id, std::string_view read, const std::string& who) {
    work.store.together([&] {
        must_be_unchanged(work, id, read);
        decide_proposals(work, original_or_throw(work, id), true, who);
    });
    changed(work);
}

bool pass(Workspace& work, const StoryId& id, std::string_view read, Proposed proposed, const std::string& note,
          const std::string& who) {
    bool passed = false;
    work.store.together([&] {
        must_be_unchanged(work, id, read);
        const auto story = original_or_throw(work, id);
        if (proposed != Proposed::none) decide_proposals(work, story, proposed == Proposed::hide, who);
        passed = proposed != Proposed::none || proposals(story, work.store.redactions(id)).empty();
        if (passed) work.store.moderate(id, {Act::pass, "", note, who, now_ms()});
    });
    if (passed) changed(work);
    return passed;
}

bool ask(Workspace& work, const StoryId& id, std::string_view read, const std::string& question,
         const std::string& who) {
    bool asked = false;
    work.store.together([&] {
        must_be_unchanged(work, id, read);
        asked = proposals(original_or_throw(work, id), work.store.redactions(id)).empty();
        if (asked) work.store.moderate(id, {Act::ask, "", question, who, now_ms()});
    });
    if (asked) changed(work);
    return asked;
}

void must_be_explained(const Moderated& m) {
    const auto* reason = m.act == Act::keep ? keeping_reason(m.reason) : nullptr;
    if (reason && reason->needs_note && m.note.empty())
        throw Error(ErrorKind::usage, "this reason needs a note that explains it to the teller");
}

void must_have_no_proposals(Store& store, const Story& original) {
    const auto open = proposals(original, store.redactions(original.id)).size();
    if (open == 0) return;
    throw Error(ErrorKind::refused,
                open == 1 ? "Nobody has decided yet about 1 proposal to hide words"
                          : "Nobody has decided yet about " + std::to_string(open) + " proposals to hide words",
                "Hide the words or leave them, then decide about the story.");
}

void retitle(Workspace& work, const StoryId& id, std::string_view read, const std::string& title,
             const std::string& who) {
    work.store.together([&] {
        must_be_unchanged(work, id, read);
        const auto story = original_or_throw(work, id);
        for (const auto& r : work.store.redactions(id))
            if (r.field == StoryField::title) work.store.restore(id, r.number, who, now_ms());
        if (title != story.title) work.store.redact(id, {0, StoryField::title, {}, story.title, title, who, now_ms()});
    });
    changed(work);
}

void hide_field(Workspace& work, const StoryId& id, std::string_view read, StoryField field, const std::string& who) {
    work.store.together([&] {
        must_be_unchanged(work, id, read);
        if (const auto words = words_in(original_or_throw(work, id), field); !words.empty())
            work.store.redact(id, {0, field, {}, words, "", who, now_ms()});
    });
    changed(work);
}

void undo_words(Workspace& work, const StoryId& id, std::string_view read, std::int64_t number,
                const std::string& who) {
    work.store.together([&] {
        must_be_unchanged(work, id, read);
        work.store.restore(id, number, who, now_ms());
    });
    changed(work);
}

void moderate(Workspace& work, const StoryId& id, const Moderated& act) {
    original_or_throw(work, id);
    if (act.act == Act::keep && keeping_sentence(act.reason).empty())
        throw Error(ErrorKind::usage, "choose a reason for keeping the story for the team");
    must_be_explained(act);
    work.store.moderate(id, act);
    if (work.collection.wake) work.collection.wake();
}

std::string digest_of_reading(Store& store, const StoryId& id) {
    const auto original = store.original(id, Use::own), seen = store.story(id, Use::own);
    if (!original || !seen) return "";
    std::string all;
    const auto add = [&](std::string_view words) { (all += std::to_string(words.size()) + ":") += words; };
    add(all_words_in(*original));
    add(all_words_in(*seen));
    add(name(original->moderation));
    add(store.flagged(id) ? "flagged" : "");
    for (const auto& m : store.moderated(id))
        if (m.act == Act::ask) add(m.note);
    for (const auto& r : store.redactions(id)) {
        add(std::to_string(r.number) + " " + std::to_string(r.span.begin));
        add(r.instead ? "hidden: " + *r.instead : "left");
        add(r.words);
    }
    return sha256_hex(all);
}

void must_be_unchanged(Workspace& work, const StoryId& id, std::string_view digest) {
    if (digest != digest_of_reading(work.store, id))
        throw Error(ErrorKind::refused, "The story, or a decision about it, has changed since you opened this page",
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

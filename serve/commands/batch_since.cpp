// Stories are found by the bytes of their files, and complaints by tokens that are made of these bytes.
#include "serve/commands/batch_since.h"
#include "schemas/ground/clock.h"
#include "serve/collection/tokens.h"
#include "serve/commands/batch_notice.h"
#include "serve/commands/commands.h"
#include <algorithm>

namespace tangible::serve {
namespace {

/// A story to which something happened.
struct Happened {
    const Since& since;
    Receipt receipt;                ///< of the file's first submission
    std::string teller, complaint;  ///< tokens of private links
};

std::vector<Happened> all_of(Store& store, const std::filesystem::path& about, const Batch& batch) {
    std::vector<Happened> all;
    for (const auto& entry : batch.stories) {
        if (entry.since.nothing()) continue;
        const auto stored = stored_of(store, about, entry);
        if (stored.empty()) continue;
        const auto& [submission, receipt] = stored.front();
        const auto secret = secret_of(store);
        all.push_back({entry.since, receipt, teller_token(secret, submission),
                       private_token(secret, "complaint of batch about " + submission)});
    }
    return all;
}

/// Returns whether nobody has decided anything about the story.
bool undecided(Store& store, const StoryId& id) {
    return std::ranges::all_of(store.moderated(id), [](const Moderated& m) { return m.act == Act::look; });
}

/// Hides the words, asks the teller and notes that they agreed; returns whether the words stand in the story.
bool hide(Store& store, const StoryId& id, const Since::Hidden& hidden) {
    const auto story = store.original(id, Use::own);
    if (!story) return false;
    const auto places = places_of(story->text, hidden.words, 0);
    if (places.empty()) return false;
    store.together([&] {
        for (const auto span : places)
            store.redact(id, {0, StoryField::text, span, hidden.words, hidden.instead, by_command, now_ms()});
        store.moderate(id, {Act::ask, "", hidden.asked, by_command, now_ms()});
        store.moderate(id, {Act::agree, "", hidden.agreed, "teller", now_ms()});
    });
    return true;
}

/// Notes what coders say about a passage, unless they have said something about the theme in this story before. Returns
/// whether anybody has decided now.
bool decide(Store& store, const Codebook& codebook, const StoryId& id, const Since::Decided& said) {
    const auto story = store.story(id, Use::team);
    if (!story || !codebook.find(said.theme)) return false;
    const auto places = places_of(story->text, said.words, 0);
    if (places.empty()) return false;
    const auto before = store.decisions(id);
    Decision d;
    d.story = id, d.theme = said.theme, d.span = places.front(), d.quote = said.words;
    d.edition = codebook.edition, d.decided_ms = now_ms();
    bool noted = false;
    const auto note = [&](const std::vector<std::string>& coders, Verdict verdict) {
        d.verdict = verdict;
        for (const auto& coder : coders) {
            const bool again = std::ranges::any_of(before, [&](const Decision& other) {
                return other.coder == coder && other.theme == d.theme && other.span.overlaps(d.span);
            });
            if (again) continue;
            d.coder = coder;
            store.note(d);
            noted = true;
        }
    };
    store.together([&] {
        note(said.yes, Verdict::accepted);
        note(said.no, Verdict::rejected);
    });
    return noted;
}

void complain(Store& store, const StoryId& id, const Since::Answered& said, const std::string& token) {
    if (store.complaint_of(token)) return;
    Complaint c;
    c.story = id, c.words = said.words, c.received_ms = now_ms();
    store.together([&] {
        const auto number = store.put_complaint(c, token);
        store.note_step(number, {ComplaintAct::answered, said.answer, by_command, now_ms()});
    });
}

}  // namespace

std::string teller_token(const std::string& secret, std::string_view submission) {
    return private_token(secret, "teller of batch " + std::string(submission));
}

bool apply_since(Store& store, const Codebook& codebook, const std::filesystem::path& about, const Batch& batch) {
    bool changed = false;
    for (const auto& [since, receipt, teller, complaint] : all_of(store, about, batch)) {
        const auto& id = receipt.reference;
        if (store.standing_of(id).state != Standing::State::story) continue;
        if (since.hidden && undecided(store, id)) changed |= hide(store, id, *since.hidden);
        for (const auto& said : since.decided) changed |= decide(store, codebook, id, said);
        if (since.complaint) complain(store, id, *since.complaint, complaint);
        if (since.taken_back) {
            store.withdraw(id);
            changed = true;
        }
    }
    return changed;
}

std::string pages_of_since(Store& store, const std::filesystem::path& about, const Batch& batch) {
    std::string lines;
    bool decided = false;
    for (const auto& [since, receipt, teller, complaint] : all_of(store, about, batch)) {
        const auto& id = receipt.reference;
        decided |= !since.decided.empty() && !store.decisions(id).empty();
        const auto state = store.standing_of(id).state;
        const bool has_link = store.standing(teller).state != Standing::State::unknown;
        const auto own = has_link ? "  its teller sees: /manage/" + teller + "\n" : "";
        if (since.hidden && state == Standing::State::story && !store.redactions(id).empty())
            lines += "Words of a story were hidden, and its teller agreed: /stories/" + id + "\n" +
                     "  moderators see: /moderate/" + id + "\n" + own;
        if (const auto c = since.complaint ? store.complaint_of(complaint) : std::nullopt; c && !c->erased)
            lines += "Somebody complained about a story, and was answered: /complaint/" + complaint + "\n" +
                     "  moderators see: /complaints/" + std::to_string(c->number) + "\n";
        if (since.taken_back && state == Standing::State::withdrawn)
            lines += "A teller took a story back: /stories/" + id + "\n" + own;
    }
    if (decided) lines += "Coders decided about passages of some stories: /desk\n";
    return lines;
}

std::size_t erase_complaints_of(Store& store, const std::filesystem::path& about, const Batch& batch) {
    std::size_t open = 0;
    for (const auto& h : all_of(store, about, batch)) {
        const auto c = store.complaint_of(h.complaint);
        if (!c || c->erased) continue;
        if (c->last == ComplaintAct::answered)
            store.erase_complaint(c->number);
        else
            ++open;
    }
    return open;
}

}  // namespace tangible::serve

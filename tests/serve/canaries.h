// One story for each consent and each state of moderation. Each has words of its own ("canaries") in its text and
// title, and hidden words; whatever leaves the program is searched for them.
#pragma once
#include "schemas/ground/hash.h"
#include "schemas/shapes/readable.h"
#include "schemas/store/store.h"
#include <string>
#include <vector>

namespace tangible::serve {

/// A story of the matrix.
struct Cell {
    StoryId id;
    Uses in_force;
    std::string text, title, hidden, link;  ///< its words that no other story has, and its private link
};

/// Tells one story and returns its cell. `tag` is a letter that no other story has.
inline Cell tell_canary(Store& store, char letter, Uses uses, Moderation state) {
    const std::string tag(1, letter);
    Cell cell{"", in_force(uses, state), "wordcanary" + tag, "titlecanary" + tag, "Hiddencanary" + tag, "link" + tag};
    Submission s;
    s.bytes = "bytes of " + cell.text + " " + cell.hidden, s.id = sha256_hex(s.bytes);
    s.received_ms = 1'700'000'000'000;
    store.put(s, cell.link);
    Story story;
    story.title = cell.title, story.language = "en", story.received_ms = s.received_ms;
    story.text = "We built trust with the " + cell.text + " choir. They let us down.\nThen " + cell.hidden +
                 " came and we talked about power.";
    story.consent = {"story-form/3", uses, 1};
    story.moderation = state;
    store.put_stories(s.id, {story});
    cell.id = store.stories_of(s.id).at(0);
    const std::string passage = "We built trust with the " + cell.text + " choir.";
    const Span span{0, static_cast<std::uint32_t>(passage.size())};
    store.note(Decision{cell.id, "REL.TRUST", span, passage, Verdict::added, Polarity::unstated, "coder", "book", 5,
                        false, 0});
    const auto at = static_cast<std::uint32_t>(story.text.find(cell.hidden));
    const Span hidden{at, at + static_cast<std::uint32_t>(cell.hidden.size())};
    store.redact(cell.id, {0, StoryField::text, hidden, cell.hidden, "[someone]", "moderator", 5});
    return cell;
}

/// Tells all stories: every set of uses outside the team, none at all, the team alone, and every state of moderation.
/// `first` is the letter of the first of the thirteen.
inline std::vector<Cell> tell_canaries(Store& store, char first = 'a') {
    std::vector<Cell> cells;
    const auto tell = [&](Uses uses, Moderation state) {
        cells.push_back(tell_canary(store, static_cast<char>(first + cells.size()), uses, state));
    };
    constexpr Use outside[] = {Use::research, Use::publish, Use::quote};
    tell({}, Moderation::free);
    tell({Use::team}, Moderation::free);
    for (unsigned bits = 0; bits < 8; ++bits) {
        Uses uses{Use::team, Use::count};
        for (unsigned i = 0; i < 3; ++i)
            if (bits >> i & 1u) uses.add(outside[i]);
        tell(uses, Moderation::free);
    }
    for (auto state : {Moderation::waiting, Moderation::asked, Moderation::kept})
        tell({Use::team, Use::count, Use::research, Use::publish, Use::quote}, state);
    return cells;
}

}  // namespace tangible::serve

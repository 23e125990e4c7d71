// What a moderator decides, checked against the store and carried out. Like judging.h, each function wakes the server's
// follower, so that pages and the index follow at once.
#pragma once
#include "schemas/shapes/moderation.h"
#include "schemas/shapes/personal.h"
#include "schemas/shapes/redaction.h"
#include "serve/collection/collection.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// Words that a moderator may want to hide, in the text as it is kept.
struct Proposal {
    PersonalKind kind = PersonalKind::person;
    Span span;
    std::string words;
};

/// Returns the kind in words: "A person's name".
const char* kind_in_words(PersonalKind);
/// Returns what stands in place of hidden words of this kind, unless the moderator writes something better: "[name]".
std::string_view instead_of(PersonalKind);
/// Returns what could identify somebody, in order, without the words that somebody has decided about: the rest of it
/// where a part was decided about. `decided` is in order of the text.
std::vector<Proposal> proposals(const Story& original, const std::vector<Redaction>& decided);

/// Hides words of the story, or decides that they stay (`instead` nullopt). Throws what Store::redact() throws.
void decide_on_words(Workspace&, const StoryId&, Span, std::optional<std::string> instead, const std::string& who);
/// Hides every occurrence of these words in the text that nobody has decided about, and with `longer` the longer words
/// that contain them too (occurrences.h), in one commit. What hid a part of them is undone. Returns the numbers of the
/// redactions, in order of the text; none when there was nothing to hide.
std::vector<std::int64_t> hide_all(Workspace&, const StoryId&, std::string_view words, bool longer,
                                   const std::string& instead, const std::string& who);
/// Returns the longer words, in order of the text, that contain these and about which nobody has decided.
std::vector<std::string> longer_words(const Story& original, const std::vector<Redaction>& decided,
                                      std::string_view words);
/// Hides everything that proposals() returns.
void hide_proposals(Workspace&, const StoryId&, const std::string& who);
/// Hides everything that proposals() returns and passes the story, in one commit.
void hide_proposals_and_pass(Workspace&, const StoryId&, const std::string& note, const std::string& who);
/// Shows another title to others; "" shows none.
void retitle(Workspace&, const StoryId&, const std::string& title, const std::string& who);
/// Hides a whole field that stands beside the text, such as the place. Does nothing when it is empty.
void hide_field(Workspace&, const StoryId&, StoryField, const std::string& who);
void undo_words(Workspace&, const StoryId&, std::int64_t number, const std::string& who);
/// Carries out an act that changes no words. Throws Error{usage} for `keep` without one of the reasons.
void moderate(Workspace&, const StoryId&, const Moderated&);

/// Returns a digest of a story as it came and as others see it. A form carries it, so that nobody passes, or agrees to,
/// a story that has changed since they read it.
std::string digest_of_reading(const Story& original, const Story& seen);
/// Throws Error{refused} unless the story is still the one of this digest.
void must_be_unchanged(Workspace&, const StoryId&, std::string_view digest);

/// How many stories that everyone may read share what could single out this one.
struct Alike {
    std::string what;                 ///< "year 2019, role teacher"
    std::uint32_t stories = 0;        ///< without this story
    std::optional<StoryField> field;  ///< nullopt for several together
};
/// Returns one row for each detail of the story (year, place, role, partnership), and one for all of them together.
std::vector<Alike> alike_in(Workspace&, const Story& as_others_see_it);

}  // namespace tangible::serve

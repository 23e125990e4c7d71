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

/// Returns the kind in words: "A person's name".
const char* kind_in_words(PersonalKind);

/// Words that a moderator may want to hide, in the text as it is kept.
struct Proposal {
    Span span;
    std::string words;
    std::string what;     ///< "A person's name"
    std::string instead;  ///< what stands in their place, unless the moderator writes something better: "[name]"
};

/// Returns what could identify somebody, and words that are hidden elsewhere in the text, in order, without the words
/// that somebody has decided about: the rest of a name where a part of it was decided about.
std::vector<Proposal> proposals(const Story& original, const std::vector<Redaction>& decided);

/// Hides words of the story, or decides that they stay (`instead` nullopt). `words_digest` is the sha256_hex() of the
/// words. Throws what Store::redact() throws, and Error{refused} when other words stand there by now.
void decide_on_words(Workspace&, const StoryId&, Span, std::string_view words_digest,
                     std::optional<std::string> instead, const std::string& who);
/// Hides every occurrence of these words in the text that nobody has decided about, and with `longer` the longer words
/// that contain them too (occurrences.h), in one commit. Returns the numbers of the redactions, in order of the text;
/// none when there was nothing to hide.
std::vector<std::int64_t> hide_all(Workspace&, const StoryId&, std::string_view words, bool longer,
                                   const std::string& instead, const std::string& who);
/// Returns the longer words, in order of the text, that contain these and about which nobody has decided.
std::vector<std::string> longer_words(const Story& original, const std::vector<Redaction>& decided,
                                      std::string_view words);
/// Hides everything that proposals() returns. This and what follows with `read`, the digest_of_reading() of whoever
/// does it, throw Error{refused} when the story, or a decision about it, has changed since.
void hide_proposals(Workspace&, const StoryId&, std::string_view read, const std::string& who);

/// What becomes of the proposals when a story is passed.
enum class Proposed { none, hide, leave };
/// Passes a story, in one commit with what becomes of its proposals; `none`: somebody has decided about all of them.
/// Returns false, and does nothing, when that is not so. Throws what Store::moderate() throws.
bool pass(Workspace&, const StoryId&, std::string_view read, Proposed, const std::string& note, const std::string& who);
/// Asks the teller whether they agree with what others would see. Returns false, and does nothing, while proposals are
/// open. Throws as pass() does.
bool ask(Workspace&, const StoryId&, std::string_view read, const std::string& question, const std::string& who);
/// Throws Error{usage} when a story is kept for a reason that promises an explanation, and there is none.
void must_be_explained(const Moderated&);
/// Throws Error{refused} when nobody has decided about all that proposals() returns.
void must_have_no_proposals(Store&, const Story& original);
/// Shows another title to others; "" shows none.
void retitle(Workspace&, const StoryId&, std::string_view read, const std::string& title, const std::string& who);
/// Hides a whole field that stands beside the text, such as the place. Does nothing when it is empty.
void hide_field(Workspace&, const StoryId&, std::string_view read, StoryField, const std::string& who);
void undo_words(Workspace&, const StoryId&, std::string_view read, std::int64_t number, const std::string& who);
/// Carries out an act that changes no words. Throws Error{usage} for `keep` without one of the reasons.
void moderate(Workspace&, const StoryId&, const Moderated&);

/// Returns a digest of a story as it came and as others see it, of its state, its flag, the questions to its teller and
/// every decision about its words; "" when there is no such story. A form carries it, so that nobody passes, agrees to
/// or undoes anything but what they read.
std::string digest_of_reading(Store&, const StoryId&);
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

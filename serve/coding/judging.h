// What people decide about a story, from the pages or the API: verdicts on passages, cuts that are put back, additions
// that are opened, and duplicates.  Each decision is checked against the story as it is now, then stored; then the
// index is told to follow.
//
//     judge(work, {.story = id, .theme = "REL.TRUST", .span = span_of("120", "180"), .coder = "robin"});
//     for (const Coding& c : standing_codings(work, story)) show(c.theme, c.quote);
#pragma once
#include "schemas/shapes/coding.h"
#include "serve/collection/collection.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// A verdict as a person gave it, not yet checked.
struct Judgement {
    StoryId story;
    std::string theme;  ///< Theme::id or slug
    Span span;          ///< in bytes of the story's text
    Verdict verdict = Verdict::accepted;
    std::string coder;    ///< account name
    bool hinted = false;  ///< Decision::hinted
    Polarity polarity = Polarity::unstated;
};

/// Stores a verdict and returns it as it was stored, with its quote, edition and time.  Throws Error{not_found} for an
/// unknown story or theme, for a story that the team may not read, and for a span that ends beyond the text or splits a
/// UTF-8 character; {usage} for a verdict that no person gives.
Decision judge(Workspace&, const Judgement&);

/// Puts a passage that reading cut out back into its story.  `cut` is the SHA-256 of its words in lower-case hex; ""
/// undoes every put_back() of the story.  `by_whom`: an account name, or "teller".  The story is read again later.
/// Throws Error{usage} when `cut` is neither.
void put_back(Workspace&, const StoryId&, std::string_view cut, const std::string& by_whom);

/// Makes an addition part of its story when `open` is "yes", and takes it out again when it is "no".  `addition` is a
/// reference in any spelling.  Throws Error{usage} for any other word, {not_found} when the story has no such addition.
void open_addition(Workspace&, const StoryId&, std::string_view addition, std::string_view open);

/// Returns the codings of a story that are not rejected, with their quotes, in order of span and theme.  Reads the
/// store and not the index, so that it works while the index is rebuilt and shows a verdict at once.  Changes nothing.
std::vector<Coding> standing_codings(Workspace&, const Story&);

/// A person's decision about two similar stories.
enum class Likeness { same, different, not_a_copy };
/// Returns the decision by its name: "same", "different" or "not_a_copy".  Throws Error{usage} for any other word.
Likeness likeness_named(std::string_view);

/// Stores a decision about two stories.  `same`: the one that arrived later becomes a copy of the other.  `different`:
/// they are not proposed as duplicates again.  `not_a_copy`: undoes `same` for `other`, which must be a copy of the
/// first.  Returns the story to show next, which is the one kept.  Throws Error{not_found} when the team may not read
/// both or, for `not_a_copy`, when `other` is no copy of the story; {usage} for `same` on one story twice.
StoryId judge_likeness(Workspace&, const StoryId&, const StoryId& other, Likeness, const std::string& coder);

/// Returns the span with these byte offsets, written in decimal.  Throws Error{usage} unless both are whole numbers of
/// 32 bits and `begin` is less than `end`.
Span span_of(std::string_view begin, std::string_view end);

}  // namespace tangible::serve

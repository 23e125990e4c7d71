// A person's verdict on one passage, from the desk or the API: checked against the story as it stands, then stored.
#pragma once
#include "schemas/shapes/coding.h"
#include "serve/collection/collection.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

struct Judgement {
    StoryId story;
    std::string theme;
    Span span;
    Verdict verdict = Verdict::accepted;
    std::string coder;
    bool hinted = false;  ///< Decision::hinted
};

/// Throws Error{not_found} for a story, theme or passage that is not there, {usage} for a verdict nobody can give.
Decision judge(Workspace&, const Judgement&);

/// Somebody wants the cut with this id (SHA-256 of its words) left in the story; "": all cuts made again.
/// Throws Error{usage} for what is no such id.
void put_back(Workspace&, const StoryId&, std::string_view cut, const std::string& by_whom);

/// Makes an addition part of its story for "yes", and takes it out for "no".  Throws Error{usage} for any other word,
/// {not_found} when the story has no such addition.
void open_addition(Workspace&, const StoryId&, std::string_view addition, std::string_view open);

/// The passages of a story that nobody rejected, with their quotes.  Worked out from the store, so that a story can be
/// read while the index is being made anew.
std::vector<Coding> standing_codings(Workspace&, const Story&);

/// What a person says of two stories that are alike.
enum class Likeness { same, different, not_a_copy };
/// Throws Error{usage} for what is none of "same", "different" and "not_a_copy".
Likeness likeness_named(std::string_view);

/// Of two stories that are the same, the later one becomes the copy; `not_a_copy` takes back that `other` is one.
/// Returns the story to go on with.  Throws Error{not_found} unless the team may read both, or `other` is a copy.
StoryId judge_likeness(Workspace&, const StoryId&, const StoryId& other, Likeness, const std::string& coder);

/// Throws Error{usage} unless both are whole numbers in order.
Span span_of(std::string_view begin, std::string_view end);

}  // namespace tangible::serve

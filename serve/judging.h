// A person's verdict on one passage, from the desk or the API: checked against the story as it stands, then stored.
#pragma once
#include "schemas/coding.h"
#include "serve/routes.h"
#include <string>
#include <string_view>

namespace tangible::serve {

struct Judgement {
    StoryId story;
    std::string theme;
    Span span;
    Verdict verdict = Verdict::accepted;
    std::string coder;
};

/// Throws Error{not_found} for a story, theme or passage that is not there, {usage} for a verdict nobody can give.
Decision judge(Desk&, const Judgement&);

/// Somebody wants the cut with this id (SHA-256 of its words) left in the story; "": all cuts made again.
/// Throws Error{usage} for what is no such id.
void put_back(Desk&, const StoryId&, std::string_view cut, const std::string& by_whom);

/// Throws Error{usage} unless both are whole numbers in order.
Span span_of(std::string_view begin, std::string_view end);

}  // namespace tangible::serve

// Chooses the passages that stand for a theme, and those against it, in the tellers' own words. Confirmed passages come
// first, and partnerships take turns, so that no single story fills the list. The words come from the store, from
// stories that allow quoting. A passage that the text no longer has is not quoted.
//
//     const auto best = quotes(store, in_turn(passages), 12, Use::publish);
#pragma once
#include "index/document/terms.h"
#include "schemas/shapes/evidence.h"
#include "schemas/store/store.h"
#include <string>
#include <vector>

namespace tangible::index {

/// A passage that may be quoted. Its pointers lead into what the caller is gathering, and must outlive it.
struct Passage {
    const StoryId* story;
    const std::string* from;  ///< who takes turns: the partnership's id, or the story's when it has none
    const Coding* coding;     ///< without its quote
};

/// Returns the passages in the order in which to quote them: confirmed ones, then suggestions, then suggestions with a
/// hint. Within each of these, partnerships take turns, and stories within their partnership. Does not depend on the
/// order given, except within one story.
std::vector<Passage> in_turn(const std::vector<Passage>&);
/// Returns one of each in turn, and the rest of the longer list at the end.
std::vector<Passage> alternating(const std::vector<Passage>&, const std::vector<Passage>&);
/// Returns quotes of the first `limit` passages that can be quoted, in order. Reads their stories from the store. Of a
/// story that `reader` may not read, the quote tells nothing but the words.
std::vector<Quote> quotes(Store&, const std::vector<Passage>&, std::size_t limit, Use reader);

}  // namespace tangible::index

// Words in context: each place of a story where something sought stands, and what stands before and after it. Works on
// the text from the store; the index has no part in this. Linear in the text.
//
//     for (const Span s : places(meaning.sought, text, analysis, analyser)) print(in_context(text, s));
#pragma once
#include "index/question/sought.h"
#include "index/words/analysis.h"
#include "schemas/shapes/query.h"
#include <string_view>
#include <vector>

namespace tangible::index {

/// Letters (code points) shown on either side of a place.
inline constexpr std::size_t context_letters = 60;

/// Returns the places in order, none overlapping: each word by itself, a phrase as a whole, the words of NEAR where
/// they are near enough. Places with at most a space between them become one. Conditions without words, such as fields
/// and years, have no places. `analysis` is that of `text`.
std::vector<Span> places(const Sought&, std::string_view text, const Analysis&, Analyser&);

/// Returns a place with up to `max_letters` code points of its line on either side, cut between words.
Place in_context(std::string_view text, Span place, std::size_t max_letters = context_letters);

}  // namespace tangible::index

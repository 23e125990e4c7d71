// Words in context: each place of a story where what was sought stands, and what is said before and after it.
// Text comes in from the store; the index has no part in this.  Cost: linear in the text.
#pragma once
#include "index/question/sought.h"
#include "index/words/analysis.h"
#include "schemas/shapes/query.h"
#include <string_view>
#include <vector>

namespace tangible::index {

inline constexpr std::size_t context_letters = 60;

/// In order, none overlapping: words by themselves, phrases as a whole, the words of NEAR where they are near enough.
/// Places side by side are one.  Nothing for what is no word: fields and years.
std::vector<Span> places(const Sought&, std::string_view text, const Analysis&, Analyser&);

/// A place with about `max_letters` of its line on either side.
Place in_context(std::string_view text, Span place, std::size_t max_letters = context_letters);

}  // namespace tangible::index

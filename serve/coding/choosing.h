// What a coder chooses on the desk by typing: a passage, by its sentences and words, and a theme, by a part of its
// name. Everything works without a mouse.  Pure.
//
//     const Span passage = chosen_passage(text, sentences, {.from = 2, .to = 3, .words = "owned the budget"});
//     const Theme& theme = typed_theme(book, "shared bud");
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/ground/text.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// A passage as it was chosen.
struct PassageChoice {
    std::size_t from = 0, to = 0;  ///< the first and the last sentence, counted from 1; `to` is 0 for `from` alone
    std::string words;             ///< only these words of the sentences; "" for all of them
};

/// Returns the bytes of the passage.  `sentences` are in order.  Words are found as a person would find them: case,
/// accents and what stands between two words make no difference.  Throws Error{usage} for sentences that are not there,
/// and for words that are not in them or stand there more than once.
Span chosen_passage(std::string_view text, const std::vector<Span>& sentences, const PassageChoice&);

/// Returns the theme that was typed: by its id, by its whole label, or by a part of a label that no other theme has.
/// Case makes no difference.  Throws Error{usage} for no theme and for several, which it names.
const Theme& typed_theme(const Codebook&, std::string_view typed);

}  // namespace tangible::serve

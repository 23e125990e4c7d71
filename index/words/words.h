// Finds the words of a text by the rules of UAX #29, with what stories need besides:
//   - hyphens join letters: co-production is one word, 2019-20 is two;
//   - apostrophes join: didn't;
//   - points join single letters and digits: U.K., 3.5;
//   - commas join thousands: 1,000;
//   - prefixes such as "co" join the next word over a space: "co production" is one word.
// Scripts without spaces come as runs, which the caller segments with a dictionary.
// Takes any bytes at all; invalid UTF-8 is not part of a word.  Linear.
#pragma once
#include "schemas/ground/text.h"
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace tangible::index {

/// One word as it is written in a text, or a run of a script without spaces.
struct Written {
    Span span;            ///< in bytes of the text
    bool run = false;     ///< a run of Chinese, Japanese, Thai, Lao, Khmer or Burmese, which may be many words
    bool joined = false;  ///< contains a hyphen, an apostrophe or a space, so `pieces` may part it
};

/// Returns the first word that begins at byte `from` or later; nullopt when there is none.  `from` must not be inside a
/// word: the rest of that word would be taken for one.
std::optional<Written> next_word(std::string_view text, std::size_t from);

/// Calls `each(const Written&)` with every word, in the order of the text.
template <class Each> void for_each_word(std::string_view text, Each each) {
    std::size_t from = 0;
    while (const auto word = next_word(text, from)) {
        each(*word);
        from = word->span.end;
    }
}

/// Returns the pieces of a joined word as they are written: "co" and "production".  Empty when the word is to be found
/// only as a whole ("didn't", "trust").  The views point into `word`.
std::vector<std::string_view> pieces(std::string_view word);

}  // namespace tangible::index
